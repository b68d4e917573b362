import { Module } from "@medusajs/framework/utils"

import { ReferenceTrackingService } from "./service"

export const REFERENCE_TRACKING = "referenceTracking"

export default Module(REFERENCE_TRACKING, { service: ReferenceTrackingService })
