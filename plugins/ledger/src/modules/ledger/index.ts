import { Module } from "@medusajs/framework/utils"

import { LedgerService } from "./service"

export const LEDGER = "ledger"

export type { LedgerService }

export default Module(LEDGER, { service: LedgerService })
