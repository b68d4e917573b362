import { defineRouteTable } from "@atrium/kernel"

import { assignmentRoutes } from "../../contracts/assignments"
import { decisionRoutes } from "../../contracts/decisions"
import { policyRoutes } from "../../contracts/policies"
import { providerRoutes } from "../../contracts/provider-routes"

/** What staff call: without the providers' portal, whose password rules hold a list of words too long for these pages. */
export const routes = defineRouteTable("provider-assignment", {
  ...providerRoutes,
  ...policyRoutes,
  ...decisionRoutes,
  ...assignmentRoutes,
})
