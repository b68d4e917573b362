import { Copyable, Fact, formatMoment, sentenceCase, NONE, RecordDrawer } from "@atrium/admin-kit"

import type { EntryView } from "../../contracts"
import { useEntries } from "../lib/ledger"
import { ownerOf } from "../lib/owner"
import { Amount } from "./amount"

type Props = {
  /** The entry's ID, or undefined while the drawer is closed. */
  id: string | undefined
  onClose: () => void
  onAccount: (accountId: string) => void
}

const Postings = ({ entry, onAccount }: { entry: EntryView; onAccount: Props["onAccount"] }) => (
  <section className="px-6 py-4" aria-label="Postings">
    <ul className="divide-y">
      {entry.postings.map((posting) => (
        <li key={posting.position}>
          <button
            type="button"
            className="hover:bg-ui-bg-base-hover focus-visible:shadow-borders-focus flex w-full items-center justify-between gap-4 rounded py-2 text-left outline-none"
            onClick={() => onAccount(posting.account_id)}
          >
            <span className="flex min-w-0 flex-col">
              <span className="txt-compact-small-plus">{sentenceCase(posting.purpose)}</span>
              <span className="txt-compact-xsmall text-ui-fg-subtle break-all">{ownerOf(posting)}</span>
            </span>
            <span className="txt-compact-small">
              <Amount minorUnits={posting.amount} currencyCode={posting.currency_code} />
            </span>
          </button>
        </li>
      ))}
    </ul>
  </section>
)

/** An entry with its postings and details. A posting opens its account. */
export const EntryDrawer = ({ id, onClose, onAccount }: Props) => {
  const loading = useEntries({ ...(id ? { id: [id] } : {}), limit: 1 }, id !== undefined)
  const entry = loading.data?.entries.find((found) => found.id === id)
  return (
    <RecordDrawer
      what="This entry"
      open={id !== undefined}
      title={entry?.description ?? "Entry"}
      loading={loading}
      onClose={onClose}
    >
      {entry && <Postings entry={entry} onAccount={onAccount} />}
      {entry && (
        <div className="divide-y">
          <Fact label="Type">{sentenceCase(entry.kind)}</Fact>
          <Fact label="Occurred">{formatMoment(entry.occurred_at)}</Fact>
          <Fact label="Recorded">{formatMoment(entry.created_at)}</Fact>
          <Fact label={sentenceCase(entry.source.type)}>
            <Copyable text={entry.source.id} />
          </Fact>
          {Object.entries(entry.metadata ?? {}).map(([name, value]) => (
            <Fact key={name} label={sentenceCase(name)}>
              {String(value)}
            </Fact>
          ))}
          <Fact label="Key">
            <Copyable text={entry.key} />
          </Fact>
          <Fact label="Request ID">{entry.request_id ? <Copyable text={entry.request_id} /> : NONE}</Fact>
          <Fact label="Entry ID">
            <Copyable text={entry.id} />
          </Fact>
        </div>
      )}
    </RecordDrawer>
  )
}
