import { type Control, FieldErrorText, TextField, useFieldArray } from "@atrium/admin-kit"
import { Trash } from "@medusajs/icons"
import { Button, IconButton } from "@medusajs/ui"

import type { ShopSettings } from "../../contracts/shop-settings"

/** Links to the shop's profiles elsewhere, in the storefront's footer. */
export const SocialLinksField = ({ control }: { control: Control<ShopSettings> }) => {
  const { fields, append, remove } = useFieldArray({ control, name: "social_links", keyName: "rowKey" })
  return (
    <fieldset className="flex flex-col gap-4">
      <legend className="txt-compact-small-plus mb-2">Links in the footer</legend>
      {fields.map(({ rowKey, label }, index) => (
        <div key={rowKey} className="flex items-start gap-2">
          <div className="grid grow grid-cols-1 gap-2 md:grid-cols-2">
            <TextField control={control} name={`social_links.${index}.label`} label={`Name of link ${index + 1}`} />
            <TextField control={control} name={`social_links.${index}.url`} label={`Address of link ${index + 1}`} />
          </div>
          <IconButton
            type="button"
            variant="transparent"
            className="mt-7"
            aria-label={`Remove link ${label || index + 1}`}
            onClick={() => remove(index)}
          >
            <Trash />
          </IconButton>
        </div>
      ))}
      <FieldErrorText control={control} name="social_links" />
      <Button
        type="button"
        size="small"
        variant="secondary"
        className="self-start"
        onClick={() => append({ label: "", url: "" })}
      >
        Add a link
      </Button>
    </fieldset>
  )
}
