import { Module } from "@medusajs/framework/utils"

import { SandboxGatewayService } from "./service"

export const SANDBOX_GATEWAY = "sandboxGateway"

export type { SandboxGatewayService }

export default Module(SANDBOX_GATEWAY, { service: SandboxGatewayService })
