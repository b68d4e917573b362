import { defineRouteTable } from "@atrium/kernel"

import { catalogueRoutes } from "./catalogue"
import { checkoutDraftRoutes } from "./checkout-draft-routes"
import { fileRoutes } from "./file-routes"
import { customerServiceRequestRoutes } from "./customer-service-requests"
import { goodsRoutes } from "./goods"
import { orderProgressRoutes } from "./order-progress"
import { purchaseClaimRoutes } from "./purchase-claims"
import { purchaseRoutes } from "./purchase-routes"
import { serviceImportRoutes } from "./service-imports"
import { serviceRequestRoutes } from "./service-request-routes"
import { templateRoutes } from "./templates"

/** Every route of this plugin. */
export const routes = defineRouteTable(
  "service-provisioning",
  {
    ...catalogueRoutes,
    ...goodsRoutes,
    ...templateRoutes,
    ...serviceImportRoutes,
    ...purchaseRoutes,
    ...checkoutDraftRoutes,
    ...fileRoutes,
    ...serviceRequestRoutes,
    ...customerServiceRequestRoutes,
    ...purchaseClaimRoutes,
    ...orderProgressRoutes,
  },
  {
    support: ["order-progress:read", "service-requests:read", "service-requests:write", "service-templates:read"],
    finance: ["order-progress:read", "service-requests:read"],
    content: ["service-imports:read", "service-imports:write", "service-templates:read", "service-templates:write"],
  }
)
