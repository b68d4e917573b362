import { ModuleProvider, Modules } from "@medusajs/framework/utils"

import { StripeSepaDebitProvider } from "./sepa-debit-service"
import { StripePaymentProvider } from "./service"

export { stripeClient } from "./client"
export { StripePaymentProvider }

export default ModuleProvider(Modules.PAYMENT, { services: [StripePaymentProvider, StripeSepaDebitProvider] })
