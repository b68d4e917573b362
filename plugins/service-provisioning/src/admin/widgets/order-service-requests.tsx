import { defineWidgetConfig } from "@medusajs/admin-sdk"
import type { AdminOrder, DetailWidgetProps } from "@medusajs/framework/types"

import { OrderRequests } from "../components/order-requests"

/** On the order page: its service requests. */
const OrderServiceRequests = ({ data: order }: DetailWidgetProps<AdminOrder>) => <OrderRequests orderId={order.id} />

export const config = defineWidgetConfig({ zone: "order.details.side.before" })

export default OrderServiceRequests
