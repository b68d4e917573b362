import { useRoute } from "@atrium/admin-kit"
import type { z } from "zod"

import type { AccountListQuery, EntryListQuery } from "../../contracts"
import { routes } from "../../contracts/routes"

/** A page of accounts. */
export const useAccounts = (query: z.input<typeof AccountListQuery>) =>
  useRoute(routes, "GET /admin/ledger/accounts", { query })

/** A page of entries with their postings. */
export const useEntries = (query: z.input<typeof EntryListQuery>, enabled = true) =>
  useRoute(routes, "GET /admin/ledger/entries", { query }, { enabled })
