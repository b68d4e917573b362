import { middlewaresFor } from "@atrium/server"
import { defineMiddlewares } from "@medusajs/framework/http"

import { routes } from "../contracts/routes"
import { adminDoor } from "./admission"
import {
  hideInvitationTokens,
  invitedAddressOnly,
  plainInvitation,
  removalGuard,
  resendGuard,
} from "./core-staff-guards"

export default defineMiddlewares({
  routes: [
    // Without a method Medusa runs it before every middleware that names one.
    { matcher: "/admin", middlewares: [adminDoor] },
    { matcher: "/admin/users/:id", methods: ["DELETE"], middlewares: [removalGuard] },
    { matcher: "/admin/invites", methods: ["POST"], middlewares: [plainInvitation] },
    { matcher: "/admin/invites", methods: ["GET"], middlewares: [hideInvitationTokens] },
    { matcher: "/admin/invites/:id", methods: ["GET"], middlewares: [hideInvitationTokens] },
    { matcher: "/admin/invites/:id/resend", methods: ["POST"], middlewares: [resendGuard] },
    { matcher: "/admin/invites/accept", methods: ["POST"], middlewares: [invitedAddressOnly] },
    ...middlewaresFor(routes),
  ],
})
