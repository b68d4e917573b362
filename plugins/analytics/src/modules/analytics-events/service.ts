import { MedusaService } from "@medusajs/framework/utils"

import { AnalyticsEvent } from "./models/analytics-event"

/** Provides the generated list methods for `query.graph`. */
export class AnalyticsEventService extends MedusaService({ AnalyticsEvent }) {}
