import { middlewaresFor } from "@atrium/server"
import { defineMiddlewares } from "@medusajs/framework/http"

import { routes } from "../contracts"

export default defineMiddlewares({ routes: [...middlewaresFor(routes)] })
