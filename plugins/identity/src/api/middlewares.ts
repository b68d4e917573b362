import { middlewaresFor } from "@atrium/server"
import { defineMiddlewares } from "@medusajs/framework/http"

import { routes } from "../contracts"
import { accountsMayChange, noCustomerWithoutLink, normalizedEmail } from "./accounts"
import { authDoor } from "./door"
import { admissionGate } from "./gate"

// Without methods and at "/", so that Medusa runs them before everything else that is sorted by path.
const first = [admissionGate, authDoor, noCustomerWithoutLink]
const accounts = ["/admin/users", "/admin/customers", "/admin/invites"]

export default defineMiddlewares({
  routes: [
    { matcher: "/", middlewares: first },
    ...accounts.map((matcher) => ({ matcher, middlewares: [normalizedEmail, accountsMayChange] })),
    ...middlewaresFor(routes),
  ],
})
