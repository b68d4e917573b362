import { defineRouteTable } from "@atrium/kernel"

import { assignmentRoutes } from "./assignments"
import { decisionRoutes } from "./decisions"
import { policyRoutes } from "./policies"
import { portalRoutes } from "./portal-routes"
import { providerRoutes } from "./provider-routes"

export const routes = defineRouteTable(
  "provider-assignment",
  { ...providerRoutes, ...policyRoutes, ...decisionRoutes, ...assignmentRoutes, ...portalRoutes },
  { support: ["providers:read", "assignment-policies:read", "assignment-decisions:read"] }
)
