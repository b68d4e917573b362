import { clock, commonErrors } from "@atrium/kernel"
import { mailOf } from "@atrium/notifications/mail"
import { requestMail } from "@atrium/notifications/tx"
import { env } from "@atrium/server"
import { workOf } from "@atrium/work-queue/contracts"
import { enqueueWork } from "@atrium/work-queue/tx"
import { performWork } from "@atrium/work-queue/use-cases"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, generateEntityId } from "@medusajs/framework/utils"

import {
  APPROVAL_DAYS,
  APPROVAL_STATUS_LABELS,
  type ApprovalListAnswer,
  type ApprovalListQuery,
  type ApprovalOut,
} from "../contracts/approvals"
import { staffErrors } from "../contracts/errors"
import { isBuiltInRole } from "../contracts/roles"
import { DEFAULT_REFUND_LIMITS } from "../contracts/settings"
import { type ApprovalRow, findApproval, insertApproval, listApprovals, moveApproval } from "../data/approvals"
import { labelOfActor, listActiveStaff } from "../data/core/approvers"
import { releaseAllowance, reserveAllowance } from "../data/refund-allowance"
import { readSettings } from "../data/settings"
import { approvalKinds } from "../extension-points"
import { approvalRequestTemplate } from "../mail/approval-request"
import { EXECUTE_APPROVAL } from "../work"
import { recordAudit } from "./audit-trail"
import { builtInRolePermissions, type Staff } from "./staff-of-request"

/** How long the response to an approval waits for its execution. */
const WAIT_MS = 3_000

export type ApprovalRequest = {
  /** Name of an entry of `approvalKinds`. */
  readonly kind: string
  /** The subject, for example an order's id. */
  readonly subject_id: string
  /** Major units. */
  readonly amount: number
  readonly currency_code: string
  /** What will happen after approval: "Refund ₹120,000 of order OR-7Q2K-9MXB-4TZ". */
  readonly summary: string
  /** Input for the kind's `execute`. */
  readonly payload: unknown
}

const knexOf = (container: MedusaContainer): Knex => container.resolve(ContainerRegistrationKeys.PG_CONNECTION)

const approversFor = async (knex: Knex | Knex.Transaction, permission: string, except: string | null) =>
  (await listActiveStaff(knex)).filter(({ id, role_id, permissions }) => {
    const held = isBuiltInRole(role_id) ? builtInRolePermissions()[role_id] : new Set(permissions ?? [])
    return id !== except && held.has(permission)
  })

/** Stores a request for a second person's approval and notifies those who may approve it. Requesting again while it is open adds nothing. */
export const requestApproval = async (
  container: MedusaContainer,
  staff: Staff,
  request: ApprovalRequest
): Promise<{ id: string }> => {
  const kind = approvalKinds.get(request.kind)
  if (!kind) throw new TypeError(`No entry of approvalKinds for ${request.kind}`)
  const knex = knexOf(container)
  const requester = await labelOfActor(knex, staff.type, staff.id)
  return knex.transaction(async (trx) => {
    const { id, expires_at, created } = await insertApproval(trx, {
      ...request,
      id: generateEntityId(undefined, "appr"),
      requested_by: staff.id,
      requested_by_type: staff.type,
      requester_person: staff.person,
      requester_label: requester,
      expires_at: new Date(clock.now().getTime() + APPROVAL_DAYS * 86_400_000),
    })
    if (!created) return { id }
    await recordAudit(trx, {
      action: "staff.approval_requested",
      target: { type: "approval", id },
      details: { summary: request.summary },
    })
    const approvers = await approversFor(trx, kind.permission, staff.person)
    await requestMail(
      trx,
      approvers.map(({ email }) =>
        mailOf(approvalRequestTemplate, {
          event: `approval-requested:${id}`,
          to: email,
          props: {
            summary: request.summary,
            requested_by: requester,
            expires_on: expires_at.toISOString().slice(0, 10),
            admin_url: `${env().ATRIUM_BACKEND_URL.replace(/\/$/, "")}/app/approvals`,
          },
        })
      )
    )
    return { id }
  })
}

/**
 * Allows a refund by staff if it stays within the currency's limit, together with the order's refunds of the last day;
 * otherwise requests a second person's approval and throws `approval_required`. Returns a function that releases the
 * reserved amount when the refund is refused.
 */
export const withinRefundLimit = async (
  container: MedusaContainer,
  staff: Staff,
  request: ApprovalRequest
): Promise<() => Promise<void>> => {
  const knex = knexOf(container)
  const currency = request.currency_code.toLowerCase()
  const { refund_limits: limits } = await readSettings(knex)
  const limit = currency in limits ? limits[currency] : (DEFAULT_REFUND_LIMITS[currency] ?? 0)
  if (limit === null || limit === undefined) return () => Promise.resolve()
  const taken = await reserveAllowance(knex, {
    order_id: request.subject_id,
    amount: String(request.amount),
    currency_code: currency,
    limit,
  })
  if (taken) return () => releaseAllowance(knex, taken)
  const { id } = await requestApproval(container, staff, request)
  throw staffErrors.fail("approval_required", { details: { approval_id: id } })
}

const isAnotherPerson = (staff: Staff, row: ApprovalRow): boolean =>
  staff.type === "user" && staff.person !== null && staff.person !== row.requester_person

const isOver = (row: ApprovalRow): boolean => row.status === "pending" && row.expires_at <= clock.now()

const present = (staff: Staff, row: ApprovalRow): ApprovalOut => {
  const status = isOver(row) ? "expired" : row.status
  const permission = approvalKinds.get(row.kind)?.permission
  return {
    id: row.id,
    kind: row.kind,
    summary: row.summary,
    subject_id: row.subject_id,
    amount: row.amount,
    currency_code: row.currency_code,
    status,
    status_label: APPROVAL_STATUS_LABELS[status],
    requested_by: row.requester ?? row.requested_by,
    decided_by: row.decider,
    reason: row.reason,
    error: row.error,
    decidable:
      status === "pending" &&
      isAnotherPerson(staff, row) &&
      permission !== undefined &&
      staff.permissions.has(permission),
    expires_at: row.expires_at.toISOString(),
    decided_at: row.decided_at?.toISOString() ?? null,
    created_at: row.created_at.toISOString(),
  }
}

export const listApprovalRequests = async (
  knex: Knex,
  staff: Staff,
  query: ApprovalListQuery
): Promise<ApprovalListAnswer> => {
  const { approvals, count } = await listApprovals(knex, query)
  return { approvals: approvals.map((row) => present(staff, row)), count, offset: query.offset, limit: query.limit }
}

const existing = async (knex: Knex, id: string): Promise<ApprovalRow> => {
  const row = await findApproval(knex, id)
  if (!row) throw commonErrors.fail("not_found")
  return row
}

export const retrieveApproval = async (knex: Knex, staff: Staff, id: string): Promise<ApprovalOut> =>
  present(staff, await existing(knex, id))

/** The request, if the caller may decide it now. */
const decidable = async (knex: Knex, staff: Staff, id: string): Promise<ApprovalRow> => {
  const row = await existing(knex, id)
  const permission = approvalKinds.get(row.kind)?.permission
  if (!permission || !staff.permissions.has(permission))
    throw staffErrors.fail("permission_required", permission ? { details: { permission } } : {})
  if (!isAnotherPerson(staff, row)) throw staffErrors.fail("own_approval")
  if (row.status !== "pending" || isOver(row)) throw commonErrors.fail("invalid_transition")
  return row
}

const decisionOf = async (knex: Knex, staff: Staff) => ({
  decided_by: staff.id,
  decider_person: staff.person,
  decider_label: await labelOfActor(knex, staff.type, staff.id),
  decided_at: clock.now(),
})

/** Approves as the second person. Durable work with the request's id as its key executes it once. */
export const approve = async (container: MedusaContainer, staff: Staff, id: string): Promise<ApprovalOut> => {
  const knex = knexOf(container)
  await decidable(knex, staff, id)
  const decision = await decisionOf(knex, staff)
  const work = workOf(EXECUTE_APPROVAL, { key: id, payload: { approval_id: id } })
  await knex.transaction(async (trx) => {
    if (!(await moveApproval(trx, id, "pending", { status: "approved", ...decision })))
      throw commonErrors.fail("invalid_transition")
    await recordAudit(trx, { action: "staff.approval_granted", target: { type: "approval", id } })
    await enqueueWork(trx, [work])
  })
  await performWork(container, { causedBy: [work.key], kinds: [EXECUTE_APPROVAL], waitMs: WAIT_MS })
  return retrieveApproval(knex, staff, id)
}

export const decline = async (
  container: MedusaContainer,
  staff: Staff,
  id: string,
  reason: string
): Promise<ApprovalOut> => {
  const knex = knexOf(container)
  await decidable(knex, staff, id)
  const decision = await decisionOf(knex, staff)
  await knex.transaction(async (trx) => {
    if (!(await moveApproval(trx, id, "pending", { status: "declined", reason, ...decision })))
      throw commonErrors.fail("invalid_transition")
    await recordAudit(trx, { action: "staff.approval_declined", target: { type: "approval", id }, reason })
  })
  return retrieveApproval(knex, staff, id)
}
