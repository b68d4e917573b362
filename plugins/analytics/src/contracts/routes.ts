import { defineRouteTable } from "@atrium/kernel"
import { z } from "zod"

import { RecordAnalyticsEvents } from "./events"
import { AnalyticsQuery, AnalyticsSummary } from "./summary"

/** All routes of this plugin. */
export const routes = defineRouteTable(
  "analytics",
  {
    "GET /admin/analytics": {
      actor: "staff",
      owner: null,
      summary: "Visits and the steps from a view to a paid order, per day",
      query: AnalyticsQuery,
      response: { 200: z.strictObject({ analytics: AnalyticsSummary }) },
      errors: [],
      rateLimit: "admin",
    },
    "POST /store/analytics-events": {
      actor: "anyone",
      owner: null,
      summary: "Analytics events of a browser that agreed to them; known ones are not stored again",
      body: RecordAnalyticsEvents,
      response: { 202: z.strictObject({ accepted: z.number().int() }) },
      errors: [],
      rateLimit: "analytics",
    },
    "POST /store/analytics-visits/:id/withdraw": {
      actor: "anyone",
      owner: null,
      summary: "A visitor withdrew consent: nothing of this visit is sent to the analytics service from now on",
      params: z.strictObject({ id: z.uuid({ error: "Enter a UUID" }) }),
      response: { 200: z.strictObject({ withdrawn: z.literal(true) }) },
      errors: [],
      rateLimit: "analytics",
    },
  },
  { content: ["analytics:read"], finance: ["analytics:read"] }
)
