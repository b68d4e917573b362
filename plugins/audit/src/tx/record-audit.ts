import { currentContext, env } from "@atrium/server"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"

import type { AuditEntryInput, AuditParty } from "../contracts"
import { cleanFacts, cleanName, cleanText, type Fingerprint } from "../domain/clean-facts"
import { fingerprintWith } from "../domain/chain"
import { auditActionOf } from "../extension-points"

/** Types whose labels are stored in full: staff and what staff created. Labels of others are masked. */
const NAMED = new Set(["user", "api-key", "invite", "system"])

const labelOf = ({ type, label }: AuditParty, fingerprint: Fingerprint): string | null => {
  if (!label) return null
  return NAMED.has(type) ? cleanName(label) : cleanText(label, fingerprint, 200)
}

const idOf = (id: string | null | undefined): string | null => (id ? cleanName(id) : null)

/** The actor of the current request; outside a request, the shop itself. */
const currentActor = (): AuditParty => {
  const context = currentContext()
  if (!context) return { type: "system", id: null }
  return { type: context.actorType ?? "guest", id: context.actorId ?? null, label: context.actorLabel ?? null }
}

const jsonOf = (facts: unknown, fingerprint: Fingerprint): string | null =>
  facts === undefined || facts === null ? null : JSON.stringify(cleanFacts(facts, fingerprint))

const rowOf = (entry: AuditEntryInput) => {
  const action = auditActionOf(entry.action)
  if (!action) throw new TypeError(`Unknown audit action ${entry.action}: add it to auditActions`)
  const fingerprint = fingerprintWith(env().ATRIUM_AUDIT_SECRET)
  const actor = entry.actor ?? currentActor()
  const context = currentContext()
  const address = entry.address === undefined ? context?.address : entry.address
  const requestId = entry.request_id === undefined ? context?.requestId : entry.request_id
  return {
    action: entry.action,
    category: action.category,
    outcome: entry.outcome ?? "succeeded",
    actor_type: cleanName(actor.type, 50),
    actor_id: idOf(actor.id),
    actor_label: labelOf(actor, fingerprint),
    address: address ? cleanName(address, 64) : null,
    target_type: entry.target ? cleanName(entry.target.type, 50) : null,
    target_id: idOf(entry.target?.id),
    target_label: entry.target ? labelOf(entry.target, fingerprint) : null,
    before: jsonOf(entry.before, fingerprint),
    after: jsonOf(entry.after, fingerprint),
    details: jsonOf(entry.details, fingerprint),
    reason: entry.reason ? cleanText(entry.reason, fingerprint) : null,
    request_id: requestId ? cleanName(requestId, 64) : null,
  }
}

/**
 * Writes entries to the audit log in one statement. In the caller's transaction (if `knex` is one) an entry exists if and
 * only if the change does. Takes no lock and does not wait; entries are sealed into the chain later.
 * @throws TypeError for an unknown action
 */
export const recordAudits = async (
  knex: Knex | Knex.Transaction,
  entries: readonly AuditEntryInput[]
): Promise<void> => {
  if (entries.length > 0) await knex("audit_entry").insert(entries.map(rowOf))
}

/** Like `recordAudits`, for one entry. */
export const recordAudit = (knex: Knex | Knex.Transaction, entry: AuditEntryInput): Promise<void> =>
  recordAudits(knex, [entry])
