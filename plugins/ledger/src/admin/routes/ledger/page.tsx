import { defineRouteConfig } from "@medusajs/admin-sdk"
import { BookOpen } from "@medusajs/icons"
import { Container, Heading, Tabs, Text } from "@medusajs/ui"
import { useSearchParams } from "react-router-dom"

import { AccountTable } from "../../components/account-table"
import { EntryDrawer } from "../../components/entry-drawer"
import { EntryTable } from "../../components/entry-table"
import { Totals } from "../../components/totals"

/**
 * Accounts and entries. What is looked at stands in the address (`view`, `account`, `entry`, `q`), so that other pages
 * can lead here and the browser's back button goes up again.
 */
const LedgerPage = () => {
  const [params, setParams] = useSearchParams()
  const accountId = params.get("account") ?? undefined
  const entryId = params.get("entry") ?? undefined
  const search = params.get("q") ?? ""
  const entriesAsked = accountId !== undefined || entryId !== undefined || search !== ""
  const view = params.get("view") ?? (entriesAsked ? "entries" : "accounts")

  const goTo = (to: Record<string, string | undefined>, replace = false) =>
    setParams(
      Object.entries(to).filter((one): one is [string, string] => one[1] !== undefined && one[1] !== ""),
      { replace }
    )
  const openAccount = (account: string) => goTo({ view: "entries", account })

  return (
    <Container className="divide-y p-0">
      <div className="flex flex-col gap-4 px-6 py-4 lg:flex-row lg:items-center lg:justify-between">
        <div>
          <Heading>Ledger</Heading>
          <Text size="small" className="text-ui-fg-subtle">
            What is owed to whom, and every entry that led there. Entries are never changed.
          </Text>
        </div>
        <Totals />
      </div>
      <Tabs value={view} onValueChange={(next) => goTo({ view: next })} className="px-6 py-3">
        <Tabs.List aria-label="What to look at">
          <Tabs.Trigger value="accounts">Accounts</Tabs.Trigger>
          <Tabs.Trigger value="entries">Entries</Tabs.Trigger>
        </Tabs.List>
      </Tabs>
      {view === "accounts" ? (
        <AccountTable onOpen={openAccount} search={search} onSearch={(q) => goTo({ view: "accounts", q }, true)} />
      ) : (
        <EntryTable
          key={accountId ?? "all"}
          accountId={accountId}
          onAllEntries={() => goTo({ view: "entries" })}
          onOpen={(entry) => goTo({ view: "entries", account: accountId, q: search, entry })}
          search={search}
          onSearch={(q) => goTo({ view: "entries", account: accountId, q }, true)}
        />
      )}
      <EntryDrawer
        id={entryId}
        onClose={() => goTo({ view: "entries", account: accountId, q: search })}
        onAccount={openAccount}
      />
    </Container>
  )
}

export const config = defineRouteConfig({ label: "Ledger", icon: BookOpen })

export const handle = { breadcrumb: () => "Ledger" }

export default LedgerPage
