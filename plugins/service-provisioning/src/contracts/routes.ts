import { defineRoutes } from "@atrium/kernel"

import { catalogueRoutes } from "./catalogue"
import { purchaseRoutes } from "./purchases"
import { customerRoutes, serviceRequestRoutes } from "./service-requests"
import { templateRoutes } from "./templates"

/** Every route of this plugin. */
export const routes = defineRoutes(
  "service-provisioning",
  [...catalogueRoutes, ...templateRoutes, ...purchaseRoutes, ...serviceRequestRoutes, ...customerRoutes],
  {
    support: ["service-requests:read", "service-requests:write", "service-templates:read"],
    finance: ["service-requests:read"],
    content: ["service-templates:read", "service-templates:write"],
  }
)
