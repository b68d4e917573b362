import { defineRouteTable } from "@atrium/kernel"

import { assignmentRoutes } from "../../contracts/assignments"
import { decisionRoutes } from "../../contracts/decisions"
import { policyRoutes } from "../../contracts/policies"
import { providerRoutes } from "../../contracts/provider-routes"

/** Only the staff routes: the password rules of the provider portal contain a word list too long for Admin's bundle. */
export const routes = defineRouteTable("provider-assignment", {
  ...providerRoutes,
  ...policyRoutes,
  ...decisionRoutes,
  ...assignmentRoutes,
})
