import { checkedRows, column, likeFolded, listPage, nullable } from "@atrium/server"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { z } from "zod"

import { AssignmentFacts, Candidate, Failure, type ListDecisions } from "../contracts/decisions"
import { PolicyContent } from "../contracts/policies"
import { ASSIGNMENT_KINDS } from "../contracts/provider-statuses"
import { idsByName } from "./providers"

const ListedDecision = z.object({
  id: column.text,
  request_id: column.text,
  reference_number: column.text,
  kind: z.enum(ASSIGNMENT_KINDS),
  winner_id: column.text.nullable(),
  /** The provider's name now. */
  winner_name: column.text.nullable(),
  candidates_count: column.integer,
  eligible_count: column.integer,
  policy_version: column.integer,
  reason: column.text.nullable(),
  actor_type: column.text,
  actor_id: column.text.nullable(),
  created_at: column.timestamp,
})
/** A decision in a list, without its facts. */
export type ListedDecision = z.infer<typeof ListedDecision>

const DecisionRow = ListedDecision.extend({
  facts: AssignmentFacts,
  candidates: z.array(Candidate),
  overridden: z.array(Failure),
  policy_version_id: column.text,
  policy_id: column.text,
  policy_name: column.text,
  policy: PolicyContent,
})
export type DecisionRow = z.infer<typeof DecisionRow>

const LISTED = `
  d.id, d.request_id, d.reference_number, d.kind, d.winner_id, w.name AS winner_name, v.number AS policy_version,
  d.reason, d.actor_type, d.actor_id, d.created_at, jsonb_array_length(d.candidates) AS candidates_count,
  (SELECT count(*)::int FROM jsonb_array_elements(d.candidates) c WHERE c ->> 'rank' IS NOT NULL) AS eligible_count`

const joined = (knex: Knex) =>
  knex({ d: "assignment_decision" })
    .join({ v: "assignment_policy_version" }, "v.id", "d.policy_version_id")
    .leftJoin({ w: "provider" }, "w.id", "d.winner_id")

/** Only these two orders need more than the decisions. */
const joins = (order: string): boolean => /(winner|policy_version)$/.test(order)

/** @param named providers whose name contains the search */
const filtered = (
  knex: Knex,
  { request_id, provider_id, kind, outcome, q, order }: Omit<ListDecisions, "limit" | "offset">,
  named: readonly string[]
): Knex.QueryBuilder => {
  const query = knex({ d: "assignment_decision" })
  if (order.endsWith("winner")) void query.leftJoin({ w: "provider" }, "w.id", "d.winner_id")
  if (order.endsWith("policy_version"))
    void query.join({ v: "assignment_policy_version" }, "v.id", "d.policy_version_id")
  if (request_id) void query.where("d.request_id", request_id)
  if (provider_id) void query.where("d.winner_id", provider_id)
  if (kind?.length) void query.whereIn("d.kind", [...kind])
  if (outcome === "assigned") void query.whereNotNull("d.winner_id")
  if (outcome === "nobody") void query.whereNull("d.winner_id")
  if (q)
    void query.where((either) => {
      void either.whereRaw("lower(d.reference_number) LIKE ?", [likeFolded(q)])
      if (named.length) void either.orWhereIn("d.winner_id", [...named])
    })
  return query
}

const SORTED = {
  created_at: "d.created_at",
  reference_number: "d.reference_number",
  winner: nullable("w.name"),
  kind: "d.kind",
  policy_version: "v.number",
} as const

/** A page of decisions and the number of all that match. */
export const listDecisions = async (
  knex: Knex,
  { limit, offset, ...filter }: ListDecisions
): Promise<{ rows: ListedDecision[]; count: number }> => {
  const named = filter.q ? await idsByName(knex, filter.q) : []
  return listPage(knex, {
    schema: ListedDecision,
    matching: filtered(knex, filter, named),
    rows: joined(knex).select(knex.raw(LISTED)),
    id: "d.id",
    searched: filter.q && !joins(filter.order) ? { rows: knex({ d: "assignment_decision" }), as: "d" } : undefined,
    sorted: SORTED,
    order: filter.order,
    limit,
    offset,
  })
}

/** A decision with its facts; undefined when there is none. */
export const findDecision = async (knex: Knex, id: string): Promise<DecisionRow | undefined> => {
  const rows = await joined(knex)
    .join({ p: "assignment_policy" }, "p.id", "v.policy_id")
    .where("d.id", id)
    .select(
      knex.raw(
        `${LISTED}, d.facts, d.candidates, d.overridden, d.policy_version_id, p.id AS policy_id, p.name AS policy_name, v.content AS policy`
      )
    )
  return checkedRows(DecisionRow, rows)[0]
}
