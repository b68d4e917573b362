import { defineRouteConfig } from "@medusajs/admin-sdk"
import { Container } from "@medusajs/ui"
import { useSearchParams } from "react-router-dom"

import { CommissionTable } from "../../../components/commission-table"

/** All commissions; `?commission=<id>` opens one. */
const CommissionsPage = () => {
  const [params] = useSearchParams()
  return (
    <Container className="divide-y p-0">
      <CommissionTable title="Commissions" level="h1" open={params.get("commission") ?? undefined} />
    </Container>
  )
}

export const config = defineRouteConfig({ label: "Commissions" })

export const handle = { breadcrumb: () => "Commissions" }

export default CommissionsPage
