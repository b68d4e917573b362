import { defineRouteTable } from "@atrium/kernel"

import { orderProgressRoutes } from "../../contracts/order-progress"
import { serviceImportRoutes } from "../../contracts/service-imports"
import { serviceRequestRoutes } from "../../contracts/service-request-routes"
import { templateRoutes } from "../../contracts/templates"

/** Only the staff routes: storefront routes and their dependencies stay out of Admin's bundle. */
export const routes = defineRouteTable("service-provisioning", {
  ...orderProgressRoutes,
  ...serviceImportRoutes,
  ...serviceRequestRoutes,
  ...templateRoutes,
})
