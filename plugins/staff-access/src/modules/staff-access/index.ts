import { Module } from "@medusajs/framework/utils"

import { StaffAccessService } from "./service"

export const STAFF_ACCESS = "staffAccess"

export default Module(STAFF_ACCESS, { service: StaffAccessService })
