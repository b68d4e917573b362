import { defineRoutes } from "@atrium/kernel"

import { adminRoutes } from "./admin"
import { clickRoutes } from "./clicks"
import { commissionRoutes } from "./commissions"
import { portalRoutes } from "./portal"

/** Every route of this plugin. */
export const routes = defineRoutes(
  "affiliate-commissions",
  [...clickRoutes, ...portalRoutes, ...adminRoutes, ...commissionRoutes],
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
