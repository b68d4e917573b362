import { Fact, IfMay, NONE, Section } from "@atrium/admin-kit"
import { defineWidgetConfig } from "@medusajs/admin-sdk"
import type { AdminProduct, DetailWidgetProps } from "@medusajs/framework/types"
import { StatusBadge } from "@medusajs/ui"

import { EditSettings } from "../components/settings-form"
import { useConsultationSettings } from "../lib/consultations"

/** On the product page: whether the service offers consultations. */
const ProductConsultations = ({ data: product }: DetailWidgetProps<AdminProduct>) => {
  const { data, error, refetch } = useConsultationSettings(product.id)
  const settings = data?.consultation_settings
  if (!settings && !error) return null
  return (
    <Section
      title="Consultations"
      error={error}
      onRetry={() => void refetch()}
      action={
        settings && (
          <IfMay permission="consultation-settings:write">
            <EditSettings settings={settings} />
          </IfMay>
        )
      }
    >
      <Fact label="Offered">
        <StatusBadge color={settings?.offered ? "green" : "grey"}>{settings?.offered ? "Yes" : "No"}</StatusBadge>
      </Fact>
      {settings?.offered && (
        <>
          <Fact label="Length">{`${settings.minutes} minutes`}</Fact>
          <Fact label="Where">{settings.place || NONE}</Fact>
        </>
      )}
    </Section>
  )
}

export const config = defineWidgetConfig({ zone: "product.details.side.after" })

export default ProductConsultations
