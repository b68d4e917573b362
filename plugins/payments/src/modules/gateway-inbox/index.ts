import { Module } from "@medusajs/framework/utils"

import { GatewayInboxService } from "./service"

export default Module("gatewayInbox", { service: GatewayInboxService })
