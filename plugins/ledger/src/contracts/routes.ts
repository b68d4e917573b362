import { defineRouteTable } from "@atrium/kernel"

import { AccountListAnswer, AccountListQuery, EntryListAnswer, EntryListQuery } from "./ledger"

const staff = { actor: "staff", owner: null, rateLimit: "admin" } as const

export const routes = defineRouteTable(
  "ledger",
  {
    "GET /admin/ledger/accounts": {
      ...staff,
      summary: "Accounts with their balances in minor units, and the sum per currency (always zero)",
      query: AccountListQuery,
      response: { 200: AccountListAnswer },
      errors: [],
    },
    "GET /admin/ledger/entries": {
      ...staff,
      summary: "Entries with all their postings in minor units, newest first",
      query: EntryListQuery,
      response: { 200: EntryListAnswer },
      errors: [],
    },
  },
  { finance: ["ledger:read"] }
)
