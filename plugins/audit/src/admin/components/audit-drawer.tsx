import { Copyable, Fact, sentenceCase, NONE, RecordDrawer } from "@atrium/admin-kit"
import { StatusBadge } from "@medusajs/ui"

import type { AuditEntryView } from "../../contracts"
import { useAuditEntry } from "../lib/audit-log"
import {
  actorName,
  actorType,
  CATEGORY_LABELS,
  formatSecond,
  isRecord,
  OUTCOME_COLORS,
  OUTCOME_LABELS,
  valueText,
} from "../lib/labels"
import { Changes } from "./changes"

const Facts = ({ entry }: { entry: AuditEntryView }) => (
  <div className="divide-y">
    <Fact label="Outcome">
      <StatusBadge color={OUTCOME_COLORS[entry.outcome]}>{OUTCOME_LABELS[entry.outcome]}</StatusBadge>
    </Fact>
    <Fact label="Time">{formatSecond(entry.created_at)}</Fact>
    <Fact label="User">{`${actorName(entry)} (${actorType(entry.actor.type)})`}</Fact>
    {entry.actor.id && (
      <Fact label="User ID">
        <Copyable text={entry.actor.id} />
      </Fact>
    )}
    <Fact label="IP address">{entry.address ?? NONE}</Fact>
    {entry.target && (
      <Fact label={sentenceCase(entry.target.type)}>
        {entry.target.label && <span className="block">{entry.target.label}</span>}
        {entry.target.id ? <Copyable text={entry.target.id} /> : NONE}
      </Fact>
    )}
    {entry.reason && <Fact label="Reason">{entry.reason}</Fact>}
    {Object.entries(isRecord(entry.details) ? entry.details : {}).map(([name, value]) => (
      <Fact key={name} label={sentenceCase(name)}>
        {valueText(value)}
      </Fact>
    ))}
    <Fact label="Type">{`${CATEGORY_LABELS[entry.category]}, ${entry.action}`}</Fact>
    <Fact label="Request ID">{entry.request_id ? <Copyable text={entry.request_id} /> : NONE}</Fact>
    <Fact label="Chain position">{entry.seq === null ? "Not sealed yet" : `Entry ${entry.seq}`}</Fact>
    {entry.hash && (
      <Fact label="Hash">
        <Copyable text={entry.hash} />
      </Fact>
    )}
  </div>
)

/** An entry with all its details. */
export const AuditDrawer = ({ id, onClose }: { id: string | undefined; onClose: () => void }) => {
  const loading = useAuditEntry(id)
  const entry = id === undefined ? undefined : loading.data?.audit_entry
  return (
    <RecordDrawer
      what="This entry"
      open={id !== undefined}
      title={entry?.sentence ?? "Entry"}
      loading={loading}
      onClose={onClose}
    >
      {entry && <Changes entry={entry} />}
      {entry && <Facts entry={entry} />}
    </RecordDrawer>
  )
}
