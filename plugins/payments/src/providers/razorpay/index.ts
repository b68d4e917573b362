import { ModuleProvider, Modules } from "@medusajs/framework/utils"

import { RazorpayPaymentProvider } from "./service"

export { razorpayClient } from "./client"
export { RazorpayPaymentProvider }

export default ModuleProvider(Modules.PAYMENT, { services: [RazorpayPaymentProvider] })
