import { middlewaresFor } from "@atrium/server"
import { defineMiddlewares } from "@medusajs/framework/http"

import { routes } from "../contracts"
import "../use-cases/core-resources"
import { observeRequests } from "./observe-requests"

export default defineMiddlewares({
  routes: [
    { matcher: "/admin", middlewares: [observeRequests] },
    { matcher: "/provider", middlewares: [observeRequests] },
    ...middlewaresFor(routes),
  ],
})
