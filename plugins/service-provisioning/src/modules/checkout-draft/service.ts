import { MedusaService } from "@medusajs/framework/utils"

import { CheckoutDraft } from "./models/checkout-draft"

/** Owns the table. Use cases read and write by `data/`, which compares versions and encrypts. */
export class CheckoutDraftModuleService extends MedusaService({ CheckoutDraft }) {}
