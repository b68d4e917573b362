import { middlewaresFor } from "@atrium/server"
import { defineMiddlewares } from "@medusajs/framework/http"

import { routes } from "../contracts"
import { accountsMayChange, noCustomerWithoutLink, normalizedEmail } from "./accounts"
import { authDoor } from "./door"
import { admissionGate } from "./gate"
import { eachCodeOnce } from "./two-step-codes"

// Without methods and at "/", so that Medusa runs them before everything else that is sorted by path.
const first = [admissionGate, authDoor, noCustomerWithoutLink]
const accounts = ["/admin/users", "/admin/customers", "/admin/invites"]

export default defineMiddlewares({
  routes: [
    { matcher: "/", middlewares: first },
    ...accounts.map((matcher) => ({ matcher, middlewares: [normalizedEmail, accountsMayChange] })),
    // Core's own matchers, letter by letter, so that these follow its authentication.
    { matcher: "/auth/mfa/challenges/:id/verify", methods: ["POST"], middlewares: [eachCodeOnce] },
    { matcher: "/auth/mfa/factors/:id/verify", methods: ["POST"], middlewares: [eachCodeOnce] },
    { matcher: "/auth/mfa/factors/:id", methods: ["DELETE"], middlewares: [eachCodeOnce] },
    ...middlewaresFor(routes),
  ],
})
