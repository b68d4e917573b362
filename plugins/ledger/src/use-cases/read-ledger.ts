import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"

import type {
  AccountBalance,
  AccountListAnswer,
  AccountListQuery,
  BalanceFilter,
  EntryListAnswer,
  EntryListQuery,
  LedgerLine,
} from "../contracts"
import { listAccounts } from "../data/accounts"
import { balancesOf } from "../data/balances"
import { listEntries } from "../data/entries"
import { type LineFilter, linesOf, type Page } from "../data/lines"
import { recount, type Recount } from "../data/recount"
import { findOwners, ownerNamer } from "./name-owners"

const knexOf = (container: MedusaContainer): Knex => container.resolve(ContainerRegistrationKeys.PG_CONNECTION)

/** Balances in whole minor units of the accounts that match any of the filters. */
export const readLedgerBalances = (
  container: MedusaContainer,
  filters: readonly BalanceFilter[]
): Promise<AccountBalance[]> => balancesOf(knexOf(container), filters)

/** An owner's postings, newest first: the details behind a figure in a portal. */
export const readLedgerLines = (
  container: MedusaContainer,
  filter: LineFilter,
  page: Page
): Promise<{ lines: LedgerLine[]; count: number }> => linesOf(knexOf(container), filter, page)

/** A page of accounts for staff, with their owners' names. */
export const readLedgerAccounts = async (
  container: MedusaContainer,
  query: AccountListQuery
): Promise<AccountListAnswer> => {
  const knex = knexOf(container)
  const owners = query.q ? await findOwners(knex, query.q) : []
  const { accounts, ...page } = await listAccounts(knex, query, owners)
  return { accounts: accounts.map(await ownerNamer(knex, accounts)), ...page }
}

/** A page of entries for staff, with the names of the account owners. */
export const readLedgerEntries = async (
  container: MedusaContainer,
  query: EntryListQuery
): Promise<EntryListAnswer> => {
  const knex = knexOf(container)
  const { entries, ...page } = await listEntries(knex, query)
  const postings = entries.flatMap((entry) => entry.postings)
  const name = await ownerNamer(knex, postings)
  return { entries: entries.map((entry) => ({ ...entry, postings: entry.postings.map(name) })), ...page }
}

/** Recounts the whole ledger; finds nothing unless someone disabled the database's triggers. */
export const recountLedger = (container: MedusaContainer): Promise<Recount> => recount(knexOf(container))
