import { defineRoutes, listOf, pageQuery, safeText } from "@atrium/kernel"
import { z } from "zod"

import { AdminMessage, MESSAGE_STATUSES } from "./mail"

export const ListMessagesQuery = z.strictObject({
  ...pageQuery,
  status: listOf(z.enum(MESSAGE_STATUSES)).optional(),
  template: safeText({ max: 100 }).optional(),
})
export type ListMessagesQuery = z.infer<typeof ListMessagesQuery>

export const routes = defineRoutes(
  "notifications",
  [
    {
      method: "GET",
      path: "/admin/notification-messages",
      actor: "staff",
      owner: null,
      summary: "Mails requested and what became of them, newest first",
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
  ],
  { support: ["notification-messages:read"], finance: ["notification-messages:read"] }
)
