import { defineRoutes } from "@atrium/kernel"

import { adminRoutes } from "./admin"
import { clickRoutes } from "./clicks"
import { commissionRoutes } from "./commissions"
import { portalRoutes } from "./portal"

/** Every route of this plugin. */
export const routes = defineRoutes("affiliate-commissions", [
  ...clickRoutes,
  ...portalRoutes,
  ...adminRoutes,
  ...commissionRoutes,
])
