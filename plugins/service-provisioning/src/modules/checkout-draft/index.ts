import { Module } from "@medusajs/framework/utils"

import { CheckoutDraftModuleService } from "./service"

export const CHECKOUT_DRAFT_MODULE = "checkoutDraft"

export default Module(CHECKOUT_DRAFT_MODULE, { service: CheckoutDraftModuleService })
