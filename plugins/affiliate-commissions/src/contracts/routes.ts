import { defineRouteTable } from "@atrium/kernel"

import { affiliateRoutes } from "./affiliates"
import { clickRoutes } from "./clicks"
import { ruleRoutes } from "./commission-rules"
import { commissionRoutes } from "./commissions"
import { portalRoutes } from "./portal"
import { programmeRoutes } from "./programmes"

/** Every route of this plugin. */
export const routes = defineRouteTable(
  "affiliate-commissions",
  { ...clickRoutes, ...portalRoutes, ...affiliateRoutes, ...programmeRoutes, ...ruleRoutes, ...commissionRoutes },
  {
    support: ["affiliates:read"],
    finance: [
      "affiliates:read",
      "affiliate-programmes:read",
      "commission-rules:read",
      "commissions:read",
      "commissions:write",
    ],
  }
)
