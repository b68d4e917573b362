import { defineRouteTable } from "@atrium/kernel"

import { serviceRequestRoutes } from "../../contracts/service-request-routes"
import { templateRoutes } from "../../contracts/templates"

/** What staff call: the shop's and the customers' routes, and what those need, stay out of these pages. */
export const routes = defineRouteTable("service-provisioning", { ...serviceRequestRoutes, ...templateRoutes })
