import { Alert, Copy, Drawer, StatusBadge, Text } from "@medusajs/ui"
import type { ReactNode } from "react"

import type { AuditEntryView } from "../../contracts"
import { useAuditEntry } from "../lib/audit-log"
import {
  actorName,
  actorType,
  CATEGORY_LABELS,
  inWords,
  isFacts,
  OUTCOME_COLORS,
  OUTCOME_LABELS,
  showMoment,
  showValue,
} from "../lib/show"
import { Changes } from "./changes"

const Fact = ({ label, children }: { label: string; children: ReactNode }) => (
  <div className="grid grid-cols-3 gap-4 px-6 py-3">
    <dt>
      <Text size="small" weight="plus" leading="compact" className="text-ui-fg-subtle">
        {label}
      </Text>
    </dt>
    <dd className="txt-small col-span-2 break-words">{children}</dd>
  </div>
)

const Copied = ({ text }: { text: string }) => (
  <span className="flex items-start gap-x-2 font-mono">
    <span className="break-all">{text}</span>
    <Copy content={text} />
  </span>
)

const Facts = ({ entry }: { entry: AuditEntryView }) => (
  <dl className="divide-y">
    <Fact label="Outcome">
      <StatusBadge color={OUTCOME_COLORS[entry.outcome]}>{OUTCOME_LABELS[entry.outcome]}</StatusBadge>
    </Fact>
    <Fact label="When">{showMoment(entry.created_at)}</Fact>
    <Fact label="Who">{`${actorName(entry)} (${actorType(entry.actor.type)})`}</Fact>
    {entry.actor.id && (
      <Fact label="Actor id">
        <Copied text={entry.actor.id} />
      </Fact>
    )}
    <Fact label="Address">{entry.address ?? "–"}</Fact>
    {entry.target && (
      <Fact label={inWords(entry.target.type)}>
        {entry.target.label && <span className="block">{entry.target.label}</span>}
        {entry.target.id ? <Copied text={entry.target.id} /> : "–"}
      </Fact>
    )}
    {entry.reason && <Fact label="Reason">{entry.reason}</Fact>}
    {Object.entries(isFacts(entry.details) ? entry.details : {}).map(([name, value]) => (
      <Fact key={name} label={inWords(name)}>
        <span className="whitespace-pre-wrap break-words">{showValue(value)}</span>
      </Fact>
    ))}
    <Fact label="Kind">{`${CATEGORY_LABELS[entry.category]}, ${entry.action}`}</Fact>
    <Fact label="Request id">{entry.request_id ? <Copied text={entry.request_id} /> : "–"}</Fact>
    <Fact label="Chain">{entry.seq === null ? "Not sealed yet" : `Entry ${entry.seq}`}</Fact>
    {entry.hash && (
      <Fact label="Hash">
        <Copied text={entry.hash} />
      </Fact>
    )}
  </dl>
)

/** One entry with everything it holds. */
export const AuditDrawer = ({ id, onClose }: { id: string | undefined; onClose: () => void }) => {
  const { data, isError, error } = useAuditEntry(id)
  const entry = id === undefined ? undefined : data?.audit_entry
  return (
    <Drawer open={id !== undefined} onOpenChange={(open) => (open ? undefined : onClose())}>
      <Drawer.Content>
        <Drawer.Header>
          <Drawer.Title>{entry?.sentence ?? "Entry"}</Drawer.Title>
          <Drawer.Description className="sr-only">An entry of the audit log</Drawer.Description>
        </Drawer.Header>
        <Drawer.Body className="overflow-y-auto p-0">
          {isError && (
            <Alert variant="error" className="m-4">
              {error.message}
            </Alert>
          )}
          {entry && <Changes entry={entry} />}
          {entry && <Facts entry={entry} />}
        </Drawer.Body>
      </Drawer.Content>
    </Drawer>
  )
}
