import { clock } from "@atrium/kernel"
import { listPage, sqlRow } from "@atrium/server"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { z } from "zod"

import { APPROVAL_STATUSES, type ApprovalStatus } from "../contracts/approvals"

const SORTED = { created_at: "created_at", expires_at: "expires_at", status: "status" } as const

type Sql = Knex | Knex.Transaction

const ApprovalRow = z.object({
  id: z.string(),
  kind: z.string(),
  subject_id: z.string(),
  summary: z.string(),
  amount: z.coerce.number(),
  currency_code: z.string(),
  payload: z.unknown(),
  status: z.enum(APPROVAL_STATUSES),
  requested_by: z.string(),
  requested_by_type: z.string(),
  requester_person: z.string().nullable(),
  requester: z.string().nullable(),
  decider: z.string().nullable(),
  decided_at: z.date().nullable(),
  reason: z.string().nullable(),
  error: z.string().nullable(),
  expires_at: z.date(),
  created_at: z.date(),
})
export type ApprovalRow = z.infer<typeof ApprovalRow>

const SELECT = `SELECT *, requester_label AS requester, decider_label AS decider FROM staff_approval`

export const findApproval = async (knex: Sql, id: string): Promise<ApprovalRow | undefined> => {
  return (await sqlRow(knex, ApprovalRow, `${SELECT} WHERE id = :id`, { id })) ?? undefined
}

export const listApprovals = async (
  knex: Sql,
  page: { status?: readonly ApprovalStatus[] | undefined; order: string; limit: number; offset: number }
): Promise<{ approvals: ApprovalRow[]; count: number }> => {
  const { status, ...rest } = page
  const { rows, count } = await listPage(knex, {
    schema: ApprovalRow,
    matching: knex("staff_approval").modify((builder) => {
      if (status) void builder.whereIn("status", [...status])
    }),
    rows: knex("staff_approval").select("*", { requester: "requester_label", decider: "decider_label" }),
    id: "id",
    sorted: SORTED,
    ...rest,
  })
  return { approvals: rows, count }
}

export type NewApproval = Pick<
  ApprovalRow,
  "id" | "kind" | "subject_id" | "summary" | "amount" | "currency_code" | "requested_by" | "requested_by_type"
> & { payload: unknown; requester_person: string | null; requester_label: string; expires_at: Date }

/** Inserts a request, or returns the same one if it is already pending. */
export const insertApproval = async (
  knex: Sql,
  approval: NewApproval
): Promise<{ id: string; expires_at: Date; created: boolean }> => {
  const now = clock.now()
  const Written = z.object({ id: z.string(), expires_at: z.date(), created: z.boolean() })
  const row = await sqlRow(
    knex,
    Written,
    `INSERT INTO staff_approval (id, kind, subject_id, summary, amount, currency_code, payload, status, requested_by,
       requested_by_type, requester_person, requester_label, expires_at, created_at, updated_at)
     VALUES (:id, :kind, :subject_id, :summary, :amount, :currency_code, CAST(:payload AS jsonb), 'pending',
       :requested_by, :requested_by_type, :requester_person, :requester_label, :expires_at, :now, :now)
     ON CONFLICT (kind, subject_id, amount, requested_by) WHERE status = 'pending'
     DO UPDATE SET updated_at = :now
     RETURNING id, expires_at, (xmax = 0) AS created`,
    { ...approval, payload: JSON.stringify(approval.payload), now }
  )
  if (!row) throw new Error("A row that was just written is gone")
  return row
}

/** Changes a request whose status is still `from`; false if it has changed meanwhile. */
export const moveApproval = async (
  knex: Sql,
  id: string,
  from: ApprovalStatus,
  change: {
    status: ApprovalStatus
    decided_by?: string
    decider_person?: string | null
    decider_label?: string
    decided_at?: Date
    reason?: string
    error?: string
  }
): Promise<boolean> =>
  (await knex("staff_approval")
    .where({ id, status: from })
    .update({ ...change, updated_at: clock.now() })) > 0

/** Expires requests that were not decided in time; returns their ids. */
export const expireApprovals = async (knex: Sql): Promise<string[]> => {
  const now = clock.now()
  const rows: unknown = await knex("staff_approval")
    .where({ status: "pending" })
    .where("expires_at", "<=", now)
    .update({ status: "expired", updated_at: now })
    .returning("id")
  return z
    .array(z.object({ id: z.string() }))
    .parse(rows)
    .map((row) => row.id)
}
