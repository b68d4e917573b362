import { NumberField, SwitchField, TextField } from "./fields"
import type { PartProps } from "./types"

/** What the shop says of the service and how it may be bought. */
export const GeneralPart = ({ content, mistakes, change }: PartProps) => (
  <div className="flex flex-col gap-6">
    <SwitchField
      label="Can be bought"
      hint="Off: the service stays in the catalogue of the team, but nobody can buy it."
      checked={content.purchasable}
      onChange={(purchasable) => change({ purchasable })}
    />
    <SwitchField
      label="Shown in the store"
      hint="Off: the storefront does not list it."
      checked={content.active}
      onChange={(active) => change({ active })}
    />
    <TextField
      label="Short description"
      hint="One line in lists: what the client gets."
      value={content.short_description}
      error={mistakes.short_description}
      onChange={(short_description) => change({ short_description })}
    />
    <TextField
      label="Store title"
      hint="Empty: the product's own title."
      value={content.store_title ?? ""}
      error={mistakes.store_title}
      onChange={(text) => change({ store_title: text || null })}
    />
    <TextField
      label="Store description"
      hint="Empty: the product's own description."
      multiline
      value={content.store_description ?? ""}
      error={mistakes.store_description}
      onChange={(text) => change({ store_description: text || null })}
    />
    <div className="grid grid-cols-1 gap-4 md:grid-cols-3">
      <NumberField
        label="Max quantity"
        hint="Units in one purchase"
        value={content.max_quantity}
        error={mistakes.max_quantity}
        onChange={(max_quantity) => change({ max_quantity })}
      />
      <NumberField
        label="Contact within (hours)"
        hint="Told to the client after paying"
        value={content.estimated_contact_hours}
        error={mistakes.estimated_contact_hours}
        onChange={(estimated_contact_hours) => change({ estimated_contact_hours })}
      />
      <NumberField
        label="Sort order"
        hint="Small numbers first"
        value={content.sort_order}
        error={mistakes.sort_order}
        onChange={(sort_order) => change({ sort_order })}
      />
    </div>
  </div>
)
