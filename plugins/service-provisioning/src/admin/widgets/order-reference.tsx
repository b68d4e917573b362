import { defineWidgetConfig } from "@medusajs/admin-sdk"
import type { AdminOrder, DetailWidgetProps } from "@medusajs/framework/types"

import { OrderReferenceSection } from "../components/order-reference-section"

/** On the order page: what customers call the order. Core's own heading has its running number. */
const OrderReference = ({ data: order }: DetailWidgetProps<AdminOrder>) =>
  order.custom_display_id ? <OrderReferenceSection orderId={order.id} reference={order.custom_display_id} /> : null

export const config = defineWidgetConfig({ zone: "order.details.side.before" })

export default OrderReference
