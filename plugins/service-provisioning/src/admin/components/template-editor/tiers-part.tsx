import { Container, Heading, Text } from "@medusajs/ui"

import { LinesField, NumberField, SwitchField } from "./fields"
import { mistakeAt, type PartProps, replaced, type VariantOption } from "./types"

/** Features, order and availability of each variant; prices stay where Medusa has them. */
export const TiersPart = ({
  content,
  mistakes,
  change,
  variants,
}: PartProps & { variants: readonly VariantOption[] }) => (
  <div className="flex flex-col gap-4">
    <Text size="small" className="text-ui-fg-subtle">
      Each variant of the product is a tier. Prices are set on the variants.
    </Text>
    {content.tiers.map((tier, index) => (
      <Container key={tier.variant_id} className="flex flex-col gap-4">
        <Heading level="h3">
          {variants.find(({ id }) => id === tier.variant_id)?.title ?? "A variant that is gone"}
        </Heading>
        <LinesField
          label="Features"
          hint="One a line, as the client reads them"
          values={tier.features}
          error={mistakeAt(mistakes, `tiers.${index}`)}
          onChange={(features) => change({ tiers: replaced(content.tiers, index, { features }) })}
        />
        <div className="grid grid-cols-1 gap-4 md:grid-cols-2">
          <NumberField
            label="Sort order"
            value={tier.sort_order}
            error={mistakes[`tiers.${index}.sort_order`]}
            onChange={(sort_order) => change({ tiers: replaced(content.tiers, index, { sort_order }) })}
          />
          <SwitchField
            label="Offered"
            hint="Off: this tier cannot be bought."
            checked={tier.active}
            onChange={(active) => change({ tiers: replaced(content.tiers, index, { active }) })}
          />
        </div>
      </Container>
    ))}
  </div>
)
