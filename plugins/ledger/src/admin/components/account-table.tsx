import { ListTable, useListState } from "@atrium/admin-kit"

import { AccountListQuery } from "../../contracts"
import { useAccounts } from "../lib/ledger"
import { accountColumns } from "./account-columns"

const EMPTY = {
  heading: "No accounts yet",
  description: "An account appears here with its first entry, such as the commission on a sale.",
}

/** All accounts with their balances. A row opens the account's entries. */
export const AccountTable = ({ onOpen }: { onOpen: (accountId: string) => void }) => {
  const list = useListState({ query: AccountListQuery, order: "name" })
  const accounts = useAccounts(list.query)
  return (
    <ListTable
      title="Accounts"
      level="h2"
      list={list}
      loaded={{ ...accounts, rows: accounts.data?.accounts }}
      columns={accountColumns}
      searchFor="Owner or purpose"
      empty={EMPTY}
      onOpen={onOpen}
    />
  )
}
