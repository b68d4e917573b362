import { Readable } from "node:stream"
import { pipeline } from "node:stream/promises"

import { credentialOf, handle, knexOf } from "@atrium/server"

import { type AuditEntryView, routes } from "../../../../contracts"
import { csvHeader, csvLine, jsonLine } from "../../../../domain/export-line"
import { auditActions } from "../../../../extension-points"
import { recordAudit } from "../../../../tx"
import { exportEntries } from "../../../../use-cases"
import { actorLabel } from "../../../../use-cases/actor-label"

auditActions.addAll("audit", [{ name: "audit_log.exported", sentence: "Exported the audit log", category: "access" }])

const linesOf = async function* (entries: AsyncIterable<AuditEntryView>, format: "csv" | "ndjson") {
  if (format === "csv") yield csvHeader
  for await (const entry of entries) yield format === "csv" ? csvLine(entry) : jsonLine(entry)
}

export const GET = handle(routes, "GET /admin/audit-log/export", async ({ query, scope, req, res }) => {
  const knex = knexOf(scope)
  const entries = await exportEntries(knex, query)
  // Recorded before anything is sent: no export without an audit entry.
  const { type, id } = credentialOf(req)
  await recordAudit(knex, {
    action: "audit_log.exported",
    actor: { type, id, label: await actorLabel(scope, type, id) },
    target: { type: "audit_log", id: null },
    details: { query },
  })
  res.setHeader("content-type", query.format === "csv" ? "text/csv; charset=utf-8" : "application/x-ndjson")
  res.setHeader("content-disposition", `attachment; filename="audit-log.${query.format}"`)
  res.setHeader("cache-control", "no-store")
  await pipeline(Readable.from(linesOf(entries, query.format)), res)
  return undefined
})
