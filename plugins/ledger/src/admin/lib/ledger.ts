import { keepPreviousData, useQuery } from "@tanstack/react-query"

import type { AccountListAnswer, AccountListQuery, EntryListAnswer, EntryListQuery } from "../../contracts"
import { sdk } from "./sdk"

type Search<Query> = { [Name in keyof Query]?: Query[Name] | undefined }

const given = (search: Record<string, unknown>) =>
  Object.fromEntries(Object.entries(search).filter(([, value]) => value !== undefined && value !== ""))

/** A page of accounts. */
export const useAccounts = (search: Search<AccountListQuery>, enabled = true) =>
  useQuery({
    queryKey: ["ledger-accounts", search],
    queryFn: () => sdk.client.fetch<AccountListAnswer>("/admin/ledger/accounts", { query: given(search) }),
    placeholderData: keepPreviousData,
    enabled,
  })

/** A page of entries with their postings. */
export const useEntries = (search: Search<EntryListQuery>, enabled = true) =>
  useQuery({
    queryKey: ["ledger-entries", search],
    queryFn: () => sdk.client.fetch<EntryListAnswer>("/admin/ledger/entries", { query: given(search) }),
    placeholderData: keepPreviousData,
    enabled,
  })
