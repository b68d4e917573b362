import { ModuleProvider, Modules } from "@medusajs/framework/utils"

import { PostHogDelivery } from "./service"

export default ModuleProvider(Modules.ANALYTICS, { services: [PostHogDelivery] })
