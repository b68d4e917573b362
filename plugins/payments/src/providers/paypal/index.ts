import { ModuleProvider, Modules } from "@medusajs/framework/utils"

import { PayPalPaymentProvider } from "./service"

export { paypalApi } from "./client"
export { PayPalPaymentProvider }

export default ModuleProvider(Modules.PAYMENT, { services: [PayPalPaymentProvider] })
