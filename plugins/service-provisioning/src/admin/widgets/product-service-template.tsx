import { defineWidgetConfig } from "@medusajs/admin-sdk"
import type { AdminProduct, DetailWidgetProps } from "@medusajs/framework/types"
import { Button, StatusBadge, Text } from "@medusajs/ui"
import { useState } from "react"

import { Fact, Section } from "../components/section"
import { firstContent } from "../components/template-editor/check"
import { TemplateEditor } from "../components/template-editor/template-editor"
import { TemplateVersions } from "../components/template-versions"
import { useSaveTemplate, useTemplateOf, useVariants } from "../lib/service-templates"
import { whyNotLoaded } from "../lib/sdk"
import { IfMay } from "../components/if-may"

/** Tiers follow the product's variants: new variants appear, variants that are gone disappear. */
const withVariants = <T extends { variant_id: string }>(tiers: readonly T[], fresh: readonly T[]): T[] =>
  fresh.map((tier) => tiers.find(({ variant_id }) => variant_id === tier.variant_id) ?? tier)

/** On the product page: what a purchase of this product provisions. */
const ProductServiceTemplate = ({ data: product }: DetailWidgetProps<AdminProduct>) => {
  const [editing, setEditing] = useState(false)
  const { data: template, isLoading, isError, error } = useTemplateOf(product.id)
  const { mutateAsync } = useSaveTemplate()
  const { data: variants, isLoading: variantsLoading } = useVariants(product.id)

  if (isLoading || variantsLoading) return null
  if (isError || template === undefined || !variants)
    return (
      <Section title="Service">
        <Text size="small" className="text-ui-fg-error px-6 py-4">
          {whyNotLoaded(error, "The service template could not be loaded. Reload the page to try again.")}
        </Text>
      </Section>
    )

  const fresh = firstContent(variants.map(({ id }) => id))
  const last = template?.latest_version.content
  const content = last ? { ...last, tiers: withVariants(last.tiers, fresh.tiers) } : fresh
  const sold = template?.current_version

  return (
    <Section
      title="Service"
      action={
        <IfMay permission="service-templates:write">
          <Button size="small" variant="secondary" onClick={() => setEditing(true)}>
            {template ? "Edit" : "Sell as a service"}
          </Button>
        </IfMay>
      }
    >
      {template ? (
        <>
          <Fact label="In the store">
            <StatusBadge color={sold?.content.active && sold.content.purchasable ? "green" : "grey"}>
              {sold?.content.active && sold.content.purchasable ? "Can be bought" : "Cannot be bought"}
            </StatusBadge>
          </Fact>
          <Fact label="Sold version">{sold ? `Version ${sold.number}` : "None published yet"}</Fact>
          <Fact label="Tiers">{content.tiers.filter(({ active }) => active).length}</Fact>
          <Fact label="Questions">{content.questions.length}</Fact>
          <Fact label="Tasks">{content.tasks.length}</Fact>
          <TemplateVersions template={template} />
        </>
      ) : (
        <Text size="small" className="text-ui-fg-subtle px-6 py-4">
          This product is sold as a good. Give it a service template, and each unit bought becomes a service request
          with its tasks.
        </Text>
      )}
      {editing && (
        <TemplateEditor
          title={`Service template of ${product.title}`}
          initial={content}
          variants={variants}
          onSave={async (saved, publish) => {
            await mutateAsync({ productId: product.id, template: template ?? null, content: saved, publish })
          }}
          onClose={() => setEditing(false)}
        />
      )}
    </Section>
  )
}

export const config = defineWidgetConfig({ zone: "product.details.after" })

export default ProductServiceTemplate
