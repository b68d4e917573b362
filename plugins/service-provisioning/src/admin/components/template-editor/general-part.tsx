import { LinesField, NumberField, SwitchField, TextField } from "@atrium/admin-kit"

import type { PartProps } from "./part"

/** How the shop presents and sells the service. */
export const GeneralPart = ({ form: { control } }: PartProps) => (
  <div className="flex flex-col gap-6">
    <SwitchField
      control={control}
      name="purchasable"
      label="Available for purchase"
      hint="When off, staff still see it but customers can't buy it."
    />
    <SwitchField
      control={control}
      name="active"
      label="Listed in the store"
      hint="When off, the storefront doesn't list it."
    />
    <TextField
      control={control}
      name="short_description"
      label="Short description"
      hint="One line about what the client gets, shown in lists"
    />
    <LinesField
      control={control}
      name="keywords"
      label="Search words"
      hint="Other words customers use for this service, one per line"
    />
    <TextField
      control={control}
      name="store_title"
      label="Store title"
      hint="Leave blank to use the product title."
      nullable
    />
    <TextField
      control={control}
      name="store_description"
      label="Store description"
      hint="Leave blank to use the product description."
      multiline
      nullable
    />
    <div className="grid grid-cols-1 gap-4 md:grid-cols-3">
      <NumberField control={control} name="max_quantity" label="Maximum quantity" hint="Units per purchase" />
      <NumberField
        control={control}
        name="estimated_contact_hours"
        label="First contact within"
        unit="hours"
        hint="Shown to clients after they pay"
      />
      <NumberField control={control} name="sort_order" label="Sort order" hint="Lower numbers come first." />
    </div>
  </div>
)
