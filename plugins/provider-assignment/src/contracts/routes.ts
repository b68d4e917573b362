import { defineRoutes } from "@atrium/kernel"

import { assignmentRoutes } from "./assignment-routes"
import { portalRoutes } from "./portal-routes"

export const routes = defineRoutes("provider-assignment", [...assignmentRoutes, ...portalRoutes], {
  support: ["providers:read", "assignment-policies:read", "assignment-decisions:read"],
})
