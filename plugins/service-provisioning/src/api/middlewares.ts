import { middlewaresFor } from "@atrium/server"
import { defineMiddlewares } from "@medusajs/framework/http"

import { routes } from "../contracts"
import "../contributions"
import { completeInTurn } from "./complete-in-turn"

export default defineMiddlewares({
  routes: [
    ...middlewaresFor(routes),
    { matcher: "/store/carts/:id/complete", methods: ["POST"], middlewares: [completeInTurn] },
  ],
})
