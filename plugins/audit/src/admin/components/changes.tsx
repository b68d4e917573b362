import { sentenceCase } from "@atrium/admin-kit"
import { Text } from "@medusajs/ui"

import type { AuditEntryView } from "../../contracts"
import { isRecord, valueText } from "../lib/labels"

const Side = ({ label, value }: { label: string; value: unknown }) => (
  <div className="min-w-0">
    <Text size="xsmall" className="text-ui-fg-muted">
      {label}
    </Text>
    <pre className="txt-compact-small whitespace-pre-wrap break-words font-mono">{valueText(value)}</pre>
  </div>
)

/** The changed fields, before and after the action. */
export const Changes = ({ entry: { before, after } }: { entry: AuditEntryView }) => {
  const was = isRecord(before) ? before : {}
  const is = isRecord(after) ? after : {}
  const fields = [...new Set([...Object.keys(was), ...Object.keys(is)])]
  if (fields.length === 0) return null
  return (
    <section aria-label="Changes" className="border-b px-6 py-4">
      <Text size="small" weight="plus">
        Changes
      </Text>
      <ul className="divide-y">
        {fields.map((field) => (
          <li key={field} className="py-2">
            <Text size="small" className="text-ui-fg-subtle">
              {sentenceCase(field)}
            </Text>
            <div className="grid grid-cols-1 gap-2 sm:grid-cols-2">
              <Side label="Before" value={was[field]} />
              <Side label="After" value={is[field]} />
            </div>
          </li>
        ))}
      </ul>
    </section>
  )
}
