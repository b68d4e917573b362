import { middlewaresFor } from "@atrium/server"
import { defineMiddlewares } from "@medusajs/framework/http"

import { routes } from "../contracts"
import { clearCacheAfterChange, blockCustomerCreation, normalizedEmail } from "./accounts"
import { allowAuthRoutes } from "./auth-routes"
import { authorizeRequest } from "./authorize-request"
import { useCodeOnce } from "./two-step-codes"

// At "/" and without methods, so that Medusa runs them before all other middleware, which it sorts by path.
const first = [authorizeRequest, allowAuthRoutes, blockCustomerCreation]
const accounts = ["/admin/users", "/admin/customers", "/admin/invites"]

export default defineMiddlewares({
  routes: [
    { matcher: "/", middlewares: first },
    ...accounts.map((matcher) => ({ matcher, middlewares: [normalizedEmail, clearCacheAfterChange] })),
    // Exactly core's matchers, so that these run after its authentication.
    { matcher: "/auth/mfa/challenges/:id/verify", methods: ["POST"], middlewares: [useCodeOnce] },
    { matcher: "/auth/mfa/factors/:id/verify", methods: ["POST"], middlewares: [useCodeOnce] },
    { matcher: "/auth/mfa/factors/:id", methods: ["DELETE"], middlewares: [useCodeOnce] },
    ...middlewaresFor(routes),
  ],
})
