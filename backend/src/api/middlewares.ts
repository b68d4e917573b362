import { createLogger, env, errorHandler, installRequestHooks } from "@atrium/server"
import { defineMiddlewares } from "@medusajs/framework/http"

installRequestHooks(createLogger(env().LOG_LEVEL))

export default defineMiddlewares({ routes: [], errorHandler })
