import { FormFailure, GuardedForm, TextField, useActionForm, useMay, useWatch } from "@atrium/admin-kit"
import { Button, Label } from "@medusajs/ui"
import { useId } from "react"

import { SellerProfileInput, type SellerProfileView } from "../../contracts/seller-profile"
import { useSaveSellerProfile } from "../lib/documents"

const asDataUrl = (file: File): Promise<string> =>
  new Promise((resolve, reject) => {
    const reader = new FileReader()
    reader.onload = () => resolve(typeof reader.result === "string" ? reader.result : "")
    reader.onerror = () => reject(new Error("The file could not be read"))
    reader.readAsDataURL(file)
  })

/** The seller as documents show it. */
export const SellerProfileForm = ({ profile }: { profile: SellerProfileView }) => {
  const { missing: _missing, updated_at: _updated, ...defaults } = profile
  const { mutateAsync } = useSaveSellerProfile()
  const mayChange = useMay("seller-profile:write")
  const form = useActionForm({
    schema: SellerProfileInput,
    defaults,
    send: mutateAsync,
    done: "Saved for documents that are issued from now on",
  })
  const { control } = form
  const logo = useWatch({ control, name: "logo" })
  const logoError = form.formState.errors.logo?.message
  const logoId = useId()
  return (
    <GuardedForm form={form} readOnly={!mayChange} className="flex flex-col gap-4 px-6 py-4">
      <TextField control={control} name="name" label="Legal name" />
      <TextField control={control} name="address" label="Address" multiline />
      <TextField control={control} name="tax_id" label="Tax number" />
      <TextField control={control} name="email" label="Email" type="email" />
      <TextField
        control={control}
        name="number_prefix"
        label="Number prefix"
        hint="In front of every number, for example AT-INV-2026-00001"
      />
      <TextField control={control} name="locale" label="Language and formats" hint="For example en-IN or de-DE" />
      <div className="flex flex-col gap-2">
        <Label size="small" weight="plus" htmlFor={logoId}>
          Logo
        </Label>
        {logo && <img src={logo} alt="Logo" className="max-h-10 max-w-40 self-start object-contain" />}
        <input
          id={logoId}
          type="file"
          accept="image/png,image/jpeg"
          className="txt-compact-small"
          onChange={(event) => {
            const [file] = event.target.files ?? []
            if (file) void asDataUrl(file).then((url) => form.setValue("logo", url, { shouldValidate: true }))
          }}
        />
        {logoError && (
          <span role="alert" className="txt-compact-small text-ui-fg-error">
            {logoError}
          </span>
        )}
        {logo && mayChange && (
          <Button
            type="button"
            size="small"
            variant="transparent"
            className="self-start"
            onClick={() => form.setValue("logo", null)}
          >
            Remove logo
          </Button>
        )}
      </div>
      <FormFailure form={form} />
      {mayChange && (
        <Button type="submit" size="small" className="self-end" isLoading={form.formState.isSubmitting}>
          Save seller profile
        </Button>
      )}
    </GuardedForm>
  )
}
