import { clock, commonErrors, orderSql } from "@atrium/kernel"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { generateEntityId } from "@medusajs/framework/utils"

import type { PolicyContent } from "../../../contracts/policies"
import type { Sql } from "./rows"

export type PolicyVersionRow = {
  id: string
  number: number
  content: PolicyContent
  created_by: string | null
  created_at: Date
}
export type PolicyRow = { id: string; name: string; current_version_id: string; created_at: Date; updated_at: Date }

type Page = { order: string; limit: number; offset: number }

const SORTED = { created_at: "p.created_at", updated_at: "p.updated_at", name: "lower(p.name)" } as const

/** Policies with the version in force, oldest first. Two statements. */
export const listPolicies = async (
  knex: Sql,
  { order, limit, offset }: Page
): Promise<{ rows: { policy: PolicyRow; version: PolicyVersionRow }[]; count: number }> => {
  const all = () => knex({ p: "assignment_policy" }).whereNull("p.deleted_at")
  const [rows, counted] = await Promise.all([
    all()
      .join({ v: "assignment_policy_version" }, "v.id", "p.current_version_id")
      .select<(PolicyRow & { version: Omit<PolicyVersionRow, "created_at">; version_created_at: Date })[]>(
        "p.*",
        knex.raw(`jsonb_build_object('id', v.id, 'number', v.number, 'content', v.content, 'created_by', v.created_by)
          AS version`),
        "v.created_at as version_created_at"
      )
      .orderByRaw(orderSql(order, SORTED, "p.id"))
      .limit(limit)
      .offset(offset),
    all().count<{ count: string }[]>({ count: "*" }),
  ])
  return {
    rows: rows.map(({ version, version_created_at, ...policy }) => ({
      policy,
      version: { ...version, created_at: version_created_at },
    })),
    count: Number(counted[0]?.count ?? 0),
  }
}

/** A policy with every version, newest first. Throws `not_found`. Two statements. */
export const readPolicy = async (
  knex: Sql,
  id: string
): Promise<{ policy: PolicyRow; current: PolicyVersionRow; versions: PolicyVersionRow[] }> => {
  const [policies, versions] = await Promise.all([
    knex("assignment_policy").where({ id }).whereNull("deleted_at").select<PolicyRow[]>("*"),
    knex("assignment_policy_version")
      .where({ policy_id: id })
      .orderBy("number", "desc")
      .select<PolicyVersionRow[]>("id", "number", "content", "created_by", "created_at"),
  ])
  const [policy] = policies
  const current = versions.find((version) => version.id === policy?.current_version_id)
  if (!policy || !current) throw commonErrors.fail("not_found")
  return { policy, current, versions }
}

export type NewPolicyVersion = {
  readonly policy_id: string
  readonly content: PolicyContent
  readonly created_by: string | null
  readonly expected?: string | undefined
}

/** Adds the next version and puts it in force, under the policy's row lock. Throws `not_found`, `stale_version`. */
export const addPolicyVersion = async (trx: Knex.Transaction, input: NewPolicyVersion): Promise<void> => {
  const [row] = await trx("assignment_policy")
    .where({ id: input.policy_id })
    .whereNull("deleted_at")
    .forUpdate()
    .select<PolicyRow[]>("*")
  if (!row) throw commonErrors.fail("not_found")
  if (input.expected && row.updated_at.getTime() !== new Date(input.expected).getTime())
    throw commonErrors.fail("stale_version")
  const now = new Date(Math.max(clock.now().getTime(), row.updated_at.getTime() + 1))
  await trx.raw(
    `WITH added AS (
       INSERT INTO assignment_policy_version (id, policy_id, number, content, created_by, created_at)
       SELECT :id, :policyId, coalesce(max(number), 0) + 1, CAST(:content AS jsonb), :createdBy, :now
       FROM assignment_policy_version WHERE policy_id = :policyId
       RETURNING id
     )
     UPDATE assignment_policy p SET current_version_id = added.id, updated_at = :now FROM added WHERE p.id = :policyId`,
    {
      ...{ id: generateEntityId(undefined, "apolv"), policyId: row.id, content: JSON.stringify(input.content) },
      ...{ createdBy: input.created_by, now },
    }
  )
}
