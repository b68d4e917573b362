import { middlewaresFor, storefrontCors } from "@atrium/server"
import { defineMiddlewares } from "@medusajs/framework/http"

import { routes } from "../contracts/routes"
import { requireGatheredFacts } from "../use-cases/require-gathered-facts"

// Medusa imports this file after the contributions of every plugin.
requireGatheredFacts()

export default defineMiddlewares({ routes: [storefrontCors("/provider"), ...middlewaresFor(routes)] })
