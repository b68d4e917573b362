import { Empty, Fact, IfMay, Section } from "@atrium/admin-kit"
import { defineWidgetConfig } from "@medusajs/admin-sdk"
import type { AdminProduct, DetailWidgetProps } from "@medusajs/framework/types"
import { Button, StatusBadge } from "@medusajs/ui"
import { useState } from "react"

import { firstContent } from "../components/template-editor/first-content"
import { TemplateEditor } from "../components/template-editor/template-editor"
import { TemplateVersions } from "../components/template-versions"
import { useTemplateOf, useVariants } from "../lib/service-templates"

/** Adds tiers for new variants and drops those of deleted variants. */
const withVariants = <T extends { variant_id: string }>(tiers: readonly T[], fresh: readonly T[]): T[] =>
  fresh.map((tier) => tiers.find(({ variant_id }) => variant_id === tier.variant_id) ?? tier)

/** On the product page: its service template. */
const ProductServiceTemplate = ({ data: product }: DetailWidgetProps<AdminProduct>) => {
  const [editing, setEditing] = useState(false)
  const { data: templates, error, refetch } = useTemplateOf(product.id)
  const { data: variants, error: variantsError, refetch: refetchVariants } = useVariants(product.id)
  const failure = error ?? variantsError
  if (!failure && (!templates || !variants)) return null

  const [template] = templates?.service_templates ?? []
  const fresh = firstContent((variants ?? []).map(({ id }) => id))
  const last = template?.latest_version.content
  const content = last ? { keywords: [], ...last, tiers: withVariants(last.tiers, fresh.tiers) } : fresh
  const sold = template?.current_version
  const onSale = sold?.content.active === true && sold.content.purchasable

  return (
    <Section
      title="Service"
      error={failure}
      onRetry={() => {
        void refetch()
        void refetchVariants()
      }}
      action={
        !failure && (
          <IfMay permission="service-templates:write">
            <Button size="small" variant="secondary" onClick={() => setEditing(true)}>
              {template ? "Edit" : "Sell as a service"}
            </Button>
          </IfMay>
        )
      }
    >
      {template ? (
        <>
          <Fact label="Store">
            <StatusBadge color={onSale ? "green" : "grey"}>
              {onSale ? "Available for purchase" : "Not available"}
            </StatusBadge>
          </Fact>
          <Fact label="Version on sale">{sold ? `Version ${sold.number}` : "None published yet"}</Fact>
          <Fact label="Tiers">{content.tiers.filter(({ active }) => active).length}</Fact>
          <Fact label="Questions">{content.questions.length}</Fact>
          <Fact label="Tasks">{content.tasks.length}</Fact>
          <TemplateVersions template={template} />
        </>
      ) : (
        <Empty>
          This product isn't sold as a service. Once it has a service template, each unit sold creates a service request
          with its tasks.
        </Empty>
      )}
      {editing && (
        <TemplateEditor
          product={product}
          template={template}
          initial={content}
          variants={variants ?? []}
          onClose={() => setEditing(false)}
        />
      )}
    </Section>
  )
}

export const config = defineWidgetConfig({ zone: "product.details.before" })

export default ProductServiceTemplate
