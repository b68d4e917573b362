import { FieldErrorText, LinesField, NumberField, SelectField, SwitchField, useWatch } from "@atrium/admin-kit"
import { Container, Heading, Text } from "@medusajs/ui"

import { type TieredPartProps, variantTitle } from "./part"

/** Stands for a tier that includes no other one. */
const NONE = "none"

/** Features, order and availability of each variant. Prices are set on the variants. */
export const TiersPart = ({ form: { control, setValue }, variants }: TieredPartProps) => {
  const tiers = useWatch({ control, name: "tiers" })
  return (
    <div className="flex flex-col gap-4">
      <Text size="small" className="text-ui-fg-subtle">
        Each variant of the product is a tier. Set prices on the variants.
      </Text>
      <FieldErrorText control={control} name="tiers" />
      {tiers.map((tier, index) => (
        <Container key={tier.variant_id} className="flex flex-col gap-4">
          <Heading level="h3">{variantTitle(variants, tier.variant_id)}</Heading>
          <FieldErrorText control={control} name={`tiers.${index}.variant_id`} deep />
          {tiers.length > 1 && (
            <SelectField
              control={control}
              name={`tiers.${index}.includes`}
              label="Includes everything in"
              fallback={NONE}
              choices={[
                { value: NONE, label: "No other tier" },
                ...tiers
                  .filter(({ variant_id: id }) => id !== tier.variant_id)
                  .map(({ variant_id: id }) => ({ value: id, label: variantTitle(variants, id) })),
              ]}
              onChosen={(id) => {
                if (id === NONE) setValue(`tiers.${index}.includes`, null)
              }}
            />
          )}
          <LinesField
            control={control}
            name={`tiers.${index}.features`}
            label="Features"
            hint="One per line, without those of the tier it includes"
          />
          <div className="grid grid-cols-1 gap-4 md:grid-cols-3">
            <NumberField
              control={control}
              name={`tiers.${index}.duration_days`}
              label="Duration"
              unit="working days"
              hint="Leave blank to use the last task that clients see."
            />
            <NumberField control={control} name={`tiers.${index}.sort_order`} label="Sort order" />
            <SwitchField
              control={control}
              name={`tiers.${index}.active`}
              label="Available for purchase"
              hint="When off, customers can't buy this tier."
            />
          </div>
        </Container>
      ))}
    </div>
  )
}
