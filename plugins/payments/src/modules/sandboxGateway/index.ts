import { Module } from "@medusajs/framework/utils"

import { SandboxGatewayService } from "./service"

export const SANDBOX_GATEWAY = "sandboxGateway"

export { type RefundMade, SandboxGateway } from "./gateway"
export { accepted } from "./events"
export { dashboardViewOf, type Intent } from "./intent-row"
export type { SandboxGatewayService }

export default Module(SANDBOX_GATEWAY, { service: SandboxGatewayService })
