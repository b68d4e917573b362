import { middlewaresFor, storefrontCors } from "@atrium/server"
import { defineMiddlewares } from "@medusajs/framework/http"

import { routes } from "../contracts"
import "../contributions"

export default defineMiddlewares({ routes: [storefrontCors("/provider"), ...middlewaresFor(routes)] })
