import { defineRouteConfig } from "@medusajs/admin-sdk"
import { Container } from "@medusajs/ui"

import { CommissionTable } from "../../../components/commission-table"

const CommissionsPage = () => (
  <Container className="divide-y p-0">
    <CommissionTable level="h1" />
  </Container>
)

export const config = defineRouteConfig({ label: "Commissions" })

export const handle = { breadcrumb: () => "Commissions" }

export default CommissionsPage
