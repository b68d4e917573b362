import { commonErrors, defineRouteTable, idText, listOf, orderQuery, pageQuery, safeText } from "@atrium/kernel"
import { z } from "zod"

import { emailPreferenceRoutes } from "./email-preferences"
import { emailTemplateRoutes } from "./email-templates"
import { AdminMessage, MESSAGE_STATUSES } from "./mail"

export const ListMessagesQuery = z.strictObject({
  ...pageQuery,
  order: orderQuery(["created_at", "sent_at", "status", "template", "attempts"], "-created_at"),
  /** Searches the event and the template. */
  q: safeText({ max: 200 }).optional(),
  status: listOf(z.enum(MESSAGE_STATUSES)).optional(),
  template: safeText({ max: 100 }).optional(),
})
export type ListMessagesQuery = z.infer<typeof ListMessagesQuery>

export const routes = defineRouteTable(
  "notifications",
  {
    "GET /admin/notification-messages": {
      actor: "staff",
      owner: null,
      summary: "Requested messages and their status, newest first",
      query: ListMessagesQuery,
      response: {
        200: z.strictObject({
          messages: z.array(AdminMessage),
          count: z.number().int(),
          offset: z.number().int(),
          limit: z.number().int(),
        }),
      },
      errors: [],
      rateLimit: "admin",
    },
    "POST /admin/notification-messages/:id/resend": {
      actor: "staff",
      owner: null,
      summary: "Resends an email that failed or was sent, except one with a single-use link",
      params: z.strictObject({ id: idText }),
      response: { 200: z.strictObject({ message: AdminMessage }) },
      errors: commonErrors.codes("not_found", "invalid_transition"),
      rateLimit: "admin",
    },
    ...emailPreferenceRoutes,
    ...emailTemplateRoutes,
  },
  {
    support: ["email-templates:read", "notification-messages:read"],
    finance: ["notification-messages:read"],
    content: ["email-templates:read"],
  }
)
