import { defineRouteConfig } from "@medusajs/admin-sdk"
import { BookOpen } from "@medusajs/icons"
import { Container, Heading, Tabs, Text } from "@medusajs/ui"
import { useSearchParams } from "react-router-dom"

import { AccountTable } from "../../components/account-table"
import { EntryDrawer } from "../../components/entry-drawer"
import { EntryTable } from "../../components/entry-table"
import { Totals } from "../../components/totals"

/**
 * Accounts and entries. The URL contains what is shown (`view`, `account`, `entry` and the list's state), so that other
 * pages can link here and the Back button works.
 */
const LedgerPage = () => {
  const [params, setParams] = useSearchParams()
  const accountId = params.get("account") ?? undefined
  const entryId = params.get("entry") ?? undefined
  const showsEntries = accountId !== undefined || entryId !== undefined || params.has("q")
  const view = params.get("view") ?? (showsEntries ? "entries" : "accounts")

  const openAccount = (account: string) => setParams({ view: "entries", account })
  const openEntry = (entry: string | undefined) =>
    setParams((before) => {
      const next = new URLSearchParams(before)
      next.set("view", "entries")
      if (entry) next.set("entry", entry)
      else next.delete("entry")
      return next
    })

  return (
    <Container className="divide-y p-0">
      <div className="flex flex-col gap-4 px-6 py-4 lg:flex-row lg:items-center lg:justify-between">
        <div>
          <Heading>Ledger</Heading>
          <Text size="small" className="text-ui-fg-subtle">
            Account balances and the entries behind them. Entries are never edited.
          </Text>
        </div>
        <Totals />
      </div>
      <Tabs value={view} onValueChange={(next) => setParams({ view: next })} className="px-6 py-3">
        <Tabs.List aria-label="View">
          <Tabs.Trigger value="accounts">Accounts</Tabs.Trigger>
          <Tabs.Trigger value="entries">Entries</Tabs.Trigger>
        </Tabs.List>
      </Tabs>
      {view === "accounts" ? (
        <AccountTable onOpen={openAccount} />
      ) : (
        <EntryTable
          key={accountId ?? "all"}
          accountId={accountId}
          onAllEntries={() => setParams({ view: "entries" })}
          onOpen={openEntry}
        />
      )}
      <EntryDrawer id={entryId} onClose={() => openEntry(undefined)} onAccount={openAccount} />
    </Container>
  )
}

export const config = defineRouteConfig({ label: "Ledger", icon: BookOpen, rank: 7 })

export const handle = { breadcrumb: () => "Ledger" }

export default LedgerPage
