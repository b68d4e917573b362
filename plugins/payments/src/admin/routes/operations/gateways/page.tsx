import { PageHeader, PageStatus } from "@atrium/admin-kit"
import { defineRouteConfig } from "@medusajs/admin-sdk"

import { GatewaySection } from "../../../components/gateway-section"
import { useGateways } from "../../../lib/gateways"

const GatewaysPage = () => {
  const loading = useGateways()
  const gateways = loading.data?.gateways
  return (
    <div className="flex flex-col gap-3">
      <PageHeader
        title="Gateways"
        subtitle="How the shop takes payments. Keys are set in the backend's environment and never shown."
      />
      {!gateways && <PageStatus what="Gateways" loading={loading} />}
      {gateways?.map((gateway) => (
        <GatewaySection key={gateway.id} gateway={gateway} />
      ))}
    </div>
  )
}

export const config = defineRouteConfig({ label: "Gateways" })

export const handle = { breadcrumb: () => "Gateways" }

export default GatewaysPage
