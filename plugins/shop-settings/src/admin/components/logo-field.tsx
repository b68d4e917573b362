import { type Control, FieldFrame, useField, useMay } from "@atrium/admin-kit"
import { Button, Text } from "@medusajs/ui"

import type { ShopSettings } from "../../contracts/shop-settings"
import { useUploadImage } from "../lib/shop"

/** The logo in the storefront's header, uploaded as pictures of products are. */
export const LogoField = ({ control }: { control: Control<ShopSettings> }) => {
  const { value, change, error } = useField({ control, name: "logo_url" })
  const { mutate, isPending } = useUploadImage()
  const mayChange = useMay("shop-settings:write")
  const mayUpload = useMay("products:write") && mayChange
  const logo = typeof value === "string" ? value : null
  return (
    <div className="flex flex-col gap-2">
      <FieldFrame
        label="Logo"
        hint={
          mayUpload || !mayChange
            ? "PNG, JPEG or WebP, shown 32 pixels high on light and dark pages. Without a logo, the name is shown."
            : "To upload a logo, you need permission to change products."
        }
        error={error}
      >
        {(attributes) => (
          <>
            {logo && <img src={logo} alt="Logo" className="max-h-10 max-w-40 self-start object-contain" />}
            {!logo && !mayUpload && <Text size="small">No logo</Text>}
            {mayUpload && (
              <input
                {...attributes}
                type="file"
                accept="image/png,image/jpeg,image/webp"
                disabled={isPending}
                className="txt-compact-small"
                onChange={(event) => {
                  const [file] = event.target.files ?? []
                  if (file) mutate(file, { onSuccess: change })
                }}
              />
            )}
          </>
        )}
      </FieldFrame>
      {isPending && (
        <Text size="small" role="status">
          Uploading…
        </Text>
      )}
      {logo && mayChange && (
        <Button type="button" size="small" variant="transparent" className="self-start" onClick={() => change(null)}>
          Remove logo
        </Button>
      )}
    </div>
  )
}
