import { defineWidgetConfig } from "@medusajs/admin-sdk"
import type { AdminCustomer, DetailWidgetProps } from "@medusajs/framework/types"

import { SuspensionSection } from "../components/suspension-section"

/** On the customer's page: whether they may sign in and buy. */
const CustomerSuspension = ({ data: customer }: DetailWidgetProps<AdminCustomer>) => (
  <SuspensionSection customerId={customer.id} />
)

export const config = defineWidgetConfig({ zone: "customer.details.side.before" })

export default CustomerSuspension
