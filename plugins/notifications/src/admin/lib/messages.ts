import { callRoute, useChange, useRoute } from "@atrium/admin-kit"
import type { z } from "zod"

import { type ListMessagesQuery, routes } from "../../contracts/routes"

/** A page of emails, refreshed every ten seconds. */
export const useMessages = (query: z.input<typeof ListMessagesQuery>) =>
  useRoute(routes, "GET /admin/notification-messages", { query }, { refreshMs: 10_000 })

export const useResend = () =>
  useChange({
    send: (id: string) => callRoute(routes, "POST /admin/notification-messages/:id/resend", { params: { id } }),
    refresh: ["notification-messages"],
    done: "Email queued to be sent again",
    failed: "The email was not resent",
  })
