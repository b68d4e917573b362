import { Module } from "@medusajs/framework/utils"

import { IdentityService } from "./service"

export const IDENTITY = "identity"

export default Module(IDENTITY, { service: IdentityService })
