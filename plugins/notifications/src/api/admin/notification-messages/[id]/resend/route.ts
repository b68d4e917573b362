import { handle } from "@atrium/server"

import { routes } from "../../../../../contracts"
import { resendMessage } from "../../../../../use-cases"

export const POST = handle(routes, "POST /admin/notification-messages/:id/resend", async ({ scope, params }) => ({
  message: await resendMessage(scope, params.id),
}))
