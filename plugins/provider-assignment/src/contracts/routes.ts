import { defineRoutes } from "@atrium/kernel"

import { portalRoutes } from "./portal-routes"

export const routes = defineRoutes("provider-assignment", [...portalRoutes])
