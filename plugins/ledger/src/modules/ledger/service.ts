import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"

import type { AccountBalance, BalanceFilter } from "../../contracts/entries"
import { balancesOf } from "./balances"

/** Reads of the ledger for whoever resolves the module. Entries are written by `tx/post-entries` alone. */
export class LedgerService {
  private readonly knex: Knex

  constructor(container: Record<string, unknown>) {
    this.knex = container[ContainerRegistrationKeys.PG_CONNECTION] as Knex
  }

  /** Balances in whole minor units of the accounts that any of the filters names. */
  balances(filters: readonly BalanceFilter[]): Promise<AccountBalance[]> {
    return balancesOf(this.knex, filters)
  }
}
