import { Alert, Drawer, Text } from "@medusajs/ui"

import type { EntryView } from "../../contracts"
import { useEntries } from "../lib/ledger"
import { inWords, ownerOf, showMoment } from "../lib/show"
import { Amount } from "./amount"
import { Copied, Fact } from "./fact"

type Props = {
  /** The entry's id; undefined: closed. */
  id: string | undefined
  onClose: () => void
  onAccount: (accountId: string) => void
}

const Postings = ({ entry, onAccount }: { entry: EntryView; onAccount: Props["onAccount"] }) => (
  <section className="border-b px-6 py-4" aria-label="Postings">
    <ul className="divide-y">
      {entry.postings.map((posting) => (
        <li key={posting.position}>
          <button
            type="button"
            className="hover:bg-ui-bg-base-hover focus-visible:shadow-borders-focus flex w-full items-center justify-between gap-4 rounded py-2 text-left outline-none"
            onClick={() => onAccount(posting.account_id)}
          >
            <span className="flex min-w-0 flex-col">
              <span className="txt-compact-small-plus">{inWords(posting.purpose)}</span>
              <span className="txt-compact-xsmall text-ui-fg-subtle break-all">{ownerOf(posting)}</span>
            </span>
            <span className="txt-compact-small">
              <Amount minorUnits={posting.amount} currencyCode={posting.currency_code} />
            </span>
          </button>
        </li>
      ))}
    </ul>
    <Text size="xsmall" className="text-ui-fg-muted mt-2">
      The postings of an entry always sum to zero.
    </Text>
  </section>
)

/** One entry: its postings, each leading to its account, and what it is about. */
export const EntryDrawer = ({ id, onClose, onAccount }: Props) => {
  const { data, isError, error } = useEntries({ id: id ? [id] : undefined, limit: 1 }, id !== undefined)
  const entry = data?.entries.find((found) => found.id === id)
  return (
    <Drawer open={id !== undefined} onOpenChange={(open) => (open ? undefined : onClose())}>
      <Drawer.Content>
        <Drawer.Header>
          <Drawer.Title>{entry?.description ?? "Entry"}</Drawer.Title>
          <Drawer.Description className="sr-only">A ledger entry and its postings</Drawer.Description>
        </Drawer.Header>
        <Drawer.Body className="overflow-y-auto p-0">
          {isError && (
            <Alert variant="error" className="m-4">
              {error.message}
            </Alert>
          )}
          {entry && <Postings entry={entry} onAccount={onAccount} />}
          {entry && (
            <dl className="divide-y">
              <Fact label="Kind">{inWords(entry.kind)}</Fact>
              <Fact label="Happened">{showMoment(entry.occurred_at)}</Fact>
              <Fact label="Written">{showMoment(entry.created_at)}</Fact>
              <Fact label={inWords(entry.source.type)}>
                <Copied text={entry.source.id} />
              </Fact>
              {Object.entries(entry.metadata ?? {}).map(([name, value]) => (
                <Fact key={name} label={inWords(name)}>
                  {String(value)}
                </Fact>
              ))}
              <Fact label="Key">
                <Copied text={entry.key} />
              </Fact>
              <Fact label="Request id">{entry.request_id ? <Copied text={entry.request_id} /> : "–"}</Fact>
              <Fact label="Entry id">
                <Copied text={entry.id} />
              </Fact>
            </dl>
          )}
        </Drawer.Body>
      </Drawer.Content>
    </Drawer>
  )
}
