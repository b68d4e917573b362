import { Module } from "@medusajs/framework/utils"

import { GatewayInboxService } from "./service"

export const GATEWAY_INBOX = "gatewayInbox"

export type { NewDispute } from "./disputes"
export type { GatewayInboxService }

export default Module(GATEWAY_INBOX, { service: GatewayInboxService })
