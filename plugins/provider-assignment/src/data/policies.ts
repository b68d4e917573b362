import { clock, commonErrors, orderSql } from "@atrium/kernel"
import { checkedRows, column, sqlChanges } from "@atrium/server"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { generateEntityId } from "@medusajs/framework/utils"
import { z } from "zod"

import { PolicyContent } from "../contracts/policies"
import { Counted } from "./rows"

const PolicyVersionRow = z.object({
  id: column.text,
  number: column.integer,
  content: PolicyContent,
  created_by: column.text.nullable(),
  created_at: column.timestamp,
})
export type PolicyVersionRow = z.infer<typeof PolicyVersionRow>

const PolicyRow = z.object({
  id: column.text,
  name: column.text,
  current_version_id: column.text,
  created_at: column.timestamp,
  updated_at: column.timestamp,
})
export type PolicyRow = z.infer<typeof PolicyRow>

const Listed = PolicyRow.extend({
  version: PolicyVersionRow.omit({ created_at: true }),
  version_created_at: column.timestamp,
})

type Page = { order: string; limit: number; offset: number }

const SORTED = { created_at: "p.created_at", updated_at: "p.updated_at", name: "lower(p.name)" } as const

/** Policies with the version in force, oldest first. */
export const listPolicies = async (
  knex: Knex,
  { order, limit, offset }: Page
): Promise<{ rows: { policy: PolicyRow; version: PolicyVersionRow }[]; count: number }> => {
  const all = () => knex({ p: "assignment_policy" }).whereNull("p.deleted_at")
  const [rows, counted] = await Promise.all([
    all()
      .join({ v: "assignment_policy_version" }, "v.id", "p.current_version_id")
      .select(
        "p.*",
        knex.raw(`jsonb_build_object('id', v.id, 'number', v.number, 'content', v.content, 'created_by', v.created_by)
          AS version`),
        "v.created_at as version_created_at"
      )
      .orderByRaw(orderSql(order, SORTED, "p.id"))
      .limit(limit)
      .offset(offset),
    all().count({ count: "*" }),
  ])
  return {
    rows: checkedRows(Listed, rows).map(({ version, version_created_at, ...policy }) => ({
      policy,
      version: { ...version, created_at: version_created_at },
    })),
    count: checkedRows(Counted, counted)[0]?.count ?? 0,
  }
}

/** A policy with every version, newest first. Throws `not_found`. */
export const readPolicy = async (
  knex: Knex,
  id: string
): Promise<{ policy: PolicyRow; current: PolicyVersionRow; versions: PolicyVersionRow[] }> => {
  const [policies, found] = await Promise.all([
    knex("assignment_policy").where({ id }).whereNull("deleted_at").select("*"),
    knex("assignment_policy_version")
      .where({ policy_id: id })
      .orderBy("number", "desc")
      .select("id", "number", "content", "created_by", "created_at"),
  ])
  const [policy] = checkedRows(PolicyRow, policies)
  const versions = checkedRows(PolicyVersionRow, found)
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
  const locked = await trx("assignment_policy").where({ id: input.policy_id }).whereNull("deleted_at").forUpdate()
  const [row] = checkedRows(PolicyRow, locked)
  if (!row) throw commonErrors.fail("not_found")
  if (input.expected && row.updated_at.getTime() !== new Date(input.expected).getTime())
    throw commonErrors.fail("stale_version")
  const now = new Date(Math.max(clock.now().getTime(), row.updated_at.getTime() + 1))
  await sqlChanges(
    trx,
    `WITH added AS (
       INSERT INTO assignment_policy_version (id, policy_id, number, content, created_by, created_at)
       SELECT :id, :policyId, coalesce(max(number), 0) + 1, CAST(:content AS jsonb), :createdBy, :now
       FROM assignment_policy_version WHERE policy_id = :policyId
       RETURNING id
     )
     UPDATE assignment_policy p SET current_version_id = added.id, updated_at = :now FROM added WHERE p.id = :policyId`,
    {
      id: generateEntityId(undefined, "apolv"),
      policyId: row.id,
      content: JSON.stringify(input.content),
      createdBy: input.created_by,
      now,
    }
  )
}
