import { FieldErrorText, LinesField, NumberField, SwitchField, useWatch } from "@atrium/admin-kit"
import { Container, Heading, Text } from "@medusajs/ui"

import type { PartProps, VariantOption } from "./part"

/** Features, order and availability of each variant. Prices are set on the variants. */
export const TiersPart = ({ form: { control }, variants }: PartProps & { variants: readonly VariantOption[] }) => {
  const tiers = useWatch({ control, name: "tiers" })
  return (
    <div className="flex flex-col gap-4">
      <Text size="small" className="text-ui-fg-subtle">
        Each variant of the product is a tier. Set prices on the variants.
      </Text>
      <FieldErrorText control={control} name="tiers" />
      {tiers.map((tier, index) => (
        <Container key={tier.variant_id} className="flex flex-col gap-4">
          <Heading level="h3">{variants.find(({ id }) => id === tier.variant_id)?.title ?? "Deleted variant"}</Heading>
          <FieldErrorText control={control} name={`tiers.${index}.variant_id`} deep />
          <LinesField
            control={control}
            name={`tiers.${index}.features`}
            label="Features"
            hint="One per line, as shown to clients"
          />
          <div className="grid grid-cols-1 gap-4 md:grid-cols-2">
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
