import { Module } from "@medusajs/framework/utils"

import { AnalyticsEventService } from "./service"

/** Not "analytics", which is the name of Medusa's module. */
export const ANALYTICS_EVENTS = "analyticsEvents"

export default Module(ANALYTICS_EVENTS, { service: AnalyticsEventService })
