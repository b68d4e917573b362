import { middlewaresFor } from "@atrium/server"
import { defineMiddlewares } from "@medusajs/framework/http"

import { routes } from "../contracts/routes"
import { authorizeStaff } from "./authorize-staff"
import {
  hideInvitationTokens,
  invitedAddressOnly,
  plainInvitation,
  removalGuard,
  resendGuard,
} from "./core-staff-guards"
import { factorRemoved, factorVerified, managesFactors, recoveryCodesMade, removesFactor } from "./two-step-guards"

export default defineMiddlewares({
  routes: [
    // Without a method, Medusa runs it before all middleware with one.
    { matcher: "/admin", middlewares: [authorizeStaff] },
    { matcher: "/admin/users/:id", methods: ["DELETE"], middlewares: [removalGuard] },
    { matcher: "/admin/invites", methods: ["POST"], middlewares: [plainInvitation] },
    { matcher: "/admin/invites", methods: ["GET"], middlewares: [hideInvitationTokens] },
    { matcher: "/admin/invites/:id", methods: ["GET"], middlewares: [hideInvitationTokens] },
    { matcher: "/admin/invites/:id/resend", methods: ["POST"], middlewares: [resendGuard] },
    { matcher: "/admin/invites/accept", methods: ["POST"], middlewares: [invitedAddressOnly] },
    // Exactly core's matchers, so that these run after its authentication.
    { matcher: "/auth/mfa/factors", methods: ["GET", "POST"], middlewares: [managesFactors] },
    { matcher: "/auth/mfa/factors/:id/verify", methods: ["POST"], middlewares: [managesFactors, factorVerified] },
    { matcher: "/auth/mfa/factors/:id", methods: ["DELETE"], middlewares: [removesFactor, factorRemoved] },
    { matcher: "/auth/mfa/recovery-codes", methods: ["POST"], middlewares: [managesFactors, recoveryCodesMade] },
    ...middlewaresFor(routes),
  ],
})
