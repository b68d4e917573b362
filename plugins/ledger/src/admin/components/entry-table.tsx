import { sentenceCase, ListTable, useListState } from "@atrium/admin-kit"
import { Button, Heading, Text } from "@medusajs/ui"

import { EntryListQuery } from "../../contracts"
import { useAccounts, useEntries } from "../lib/ledger"
import { ownerOf } from "../lib/owner"
import { Amount } from "./amount"
import { entryColumns } from "./entry-columns"

type Props = {
  /** Limits the list to entries that post to this account. */
  accountId: string | undefined
  onAllEntries: () => void
  onOpen: (entryId: string) => void
}

const EMPTY = {
  heading: "No entries yet",
  description: "Earnings, reversals and amounts that become payable appear here.",
}

const AccountHeading = ({ accountId, onAllEntries }: { accountId: string; onAllEntries: () => void }) => {
  const account = useAccounts({ id: [accountId], limit: 1 }).data?.accounts.find(({ id }) => id === accountId)
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
      <div>
        <Heading level="h2">{account ? sentenceCase(account.purpose) : "Account"}</Heading>
        {account && (
          <Text size="small" className="text-ui-fg-subtle">
            {ownerOf(account)}
          </Text>
        )}
      </div>
      {account && (
        <span className="txt-compact-medium-plus">
          <Amount minorUnits={account.balance} currencyCode={account.currency_code} />
        </span>
      )}
      <Button size="small" variant="secondary" onClick={onAllEntries}>
        All entries
      </Button>
    </div>
  )
}

/** Entries of one account or of all. A row opens the entry. */
export const EntryTable = ({ accountId, onAllEntries, onOpen }: Props) => {
  const list = useListState({
    query: EntryListQuery,
    order: "-occurred_at",
    ...(accountId ? { fixed: { account_id: accountId } } : {}),
  })
  const entries = useEntries(list.query)
  return (
    <ListTable
      title={accountId ? <AccountHeading accountId={accountId} onAllEntries={onAllEntries} /> : "Entries"}
      level="h2"
      list={list}
      loaded={{ ...entries, rows: entries.data?.entries }}
      columns={entryColumns}
      searchFor="Description, ID or key"
      empty={EMPTY}
      onOpen={onOpen}
    />
  )
}
