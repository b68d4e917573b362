import { Module } from "@medusajs/framework/utils"

import { AuditService } from "./service"

export const AUDIT = "audit"

export default Module(AUDIT, { service: AuditService })
