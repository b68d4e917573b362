import { orderSql } from "@atrium/kernel"
import { foldedSql, likeFolded } from "@atrium/server"
import type { AssignmentFacts, Candidate, Failure, ListDecisions } from "../../../contracts/decisions"
import type { PolicyContent } from "../../../contracts/policies"
import type { AssignmentKind } from "../../../contracts/provider-words"
import type { Sql } from "./rows"

/** A decision in a list, without what it rests on. */
export type ListedDecision = {
  id: string
  request_id: string
  reference_number: string
  kind: AssignmentKind
  winner_id: string | null
  /** As it is called now. */
  winner_name: string | null
  candidates_count: number
  eligible_count: number
  policy_version: number
  reason: string | null
  actor_type: string
  actor_id: string | null
  created_at: Date
}

export type DecisionRow = ListedDecision & {
  facts: AssignmentFacts
  candidates: Candidate[]
  overridden: Failure[]
  policy_version_id: string
  policy_id: string
  policy_name: string
  policy: PolicyContent
}

const LISTED = `
  d.id, d.request_id, d.reference_number, d.kind, d.winner_id, w.name AS winner_name, v.number AS policy_version,
  d.reason, d.actor_type, d.actor_id, d.created_at, jsonb_array_length(d.candidates) AS candidates_count,
  (SELECT count(*)::int FROM jsonb_array_elements(d.candidates) c WHERE c ->> 'rank' IS NOT NULL) AS eligible_count`

const joined = (knex: Sql) =>
  knex({ d: "assignment_decision" })
    .join({ v: "assignment_policy_version" }, "v.id", "d.policy_version_id")
    .leftJoin({ w: "provider" }, "w.id", "d.winner_id")

const filtered = <T extends ReturnType<typeof joined>>(
  query: T,
  { request_id, provider_id, kind, outcome, q }: Omit<ListDecisions, "limit" | "offset" | "order">
): T => {
  if (request_id) void query.where("d.request_id", request_id)
  if (provider_id) void query.where("d.winner_id", provider_id)
  if (kind?.length) void query.whereIn("d.kind", [...kind])
  if (outcome === "assigned") void query.whereNotNull("d.winner_id")
  if (outcome === "nobody") void query.whereNull("d.winner_id")
  if (q)
    void query.whereRaw(`(lower(d.reference_number) LIKE :q OR ${foldedSql("w.name")} LIKE :q)`, { q: likeFolded(q) })
  return query
}

const SORTED = {
  created_at: "d.created_at",
  reference_number: "d.reference_number",
  winner: "w.name",
  kind: "d.kind",
  policy_version: "v.number",
} as const

/** A page of decisions and the number of all that match. */
export const listDecisions = async (
  knex: Sql,
  { order, limit, offset, ...filter }: ListDecisions
): Promise<{ rows: ListedDecision[]; count: number }> => {
  const [rows, counted] = await Promise.all([
    filtered(joined(knex), filter)
      .select<ListedDecision[]>(knex.raw(LISTED))
      .orderByRaw(orderSql(order, SORTED, "d.id"))
      .limit(limit)
      .offset(offset),
    filtered(joined(knex), filter).count<{ count: string }[]>({ count: "*" }),
  ])
  return { rows, count: Number(counted[0]?.count ?? 0) }
}

/** One decision whole; undefined when there is none. One statement. */
export const findDecision = async (knex: Sql, id: string): Promise<DecisionRow | undefined> => {
  const [row] = await joined(knex)
    .join({ p: "assignment_policy" }, "p.id", "v.policy_id")
    .where("d.id", id)
    .select<DecisionRow[]>(
      knex.raw(
        `${LISTED}, d.facts, d.candidates, d.overridden, d.policy_version_id, p.id AS policy_id, p.name AS policy_name, v.content AS policy`
      )
    )
  return row
}
