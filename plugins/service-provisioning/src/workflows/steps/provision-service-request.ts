import { keepFiles } from "@atrium/documents/tx"
import { systemActor } from "@atrium/kernel"
import { requestMail } from "@atrium/notifications/tx"
import { orderChangedSql, orderMoney } from "@atrium/payments/use-cases"
import { issueReferences } from "@atrium/reference-tracking/tx"
import { enqueueWork } from "@atrium/work-queue/tx"
import { WorkFailure } from "@atrium/work-queue/extension-points"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"

import { fileAnswers, IntakeAnswers } from "../../contracts/intake"
import { factsOfUnit, type UnitFacts } from "../../data/core/unit-facts"
import {
  countProvisionedUnit,
  insertPlannedWork,
  insertServiceRequest,
  markRequestsOfAffiliate,
  newRequestId,
  requestsOfOrder,
} from "../../data/provisioned-units"
import { goodsOf } from "../../domain/order-goods"
import { planProvisioning, type ProvisionPlan } from "../../domain/provision-plan"
import { buyerOf } from "../../domain/request-facts"
import { contentOfTier } from "../../domain/tier-content"
import { sumAmounts } from "../../domain/units-bought"
import { onboardingWork, type UnitToProvision } from "../../domain/work-kinds"
import { type ProvisionedRequest, provisionedRequestWork } from "../../extension-points"
import { orderConfirmationMail } from "../../mail/order-confirmation"
import { followOrder } from "../../use-cases/follow-order"

/** A unit to provision, and the id of the HTTP request that led to it. */
export type UnitInput = UnitToProvision & { readonly request_id?: string | undefined }

type UnitWithFacts = { readonly unit: UnitInput; readonly facts: UnitFacts }

/** Rolls back the slower of two attempts at the same unit; not a failure. */
export class AlreadyProvisioned extends Error {
  /** Workflow engines serialize errors to plain objects: this is what remains. */
  readonly provisioned = true
}

/**
 * Everything one unit's request is made of.
 * @throws AlreadyProvisioned when the unit has its request
 */
export const loadUnitFacts = async (container: MedusaContainer, unit: UnitInput): Promise<UnitFacts> => {
  const knex: Knex = container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
  const facts = await factsOfUnit(knex, {
    orderId: unit.order_id,
    lineId: unit.order_line_item_id,
    unit: unit.unit,
    versionId: unit.template_version_id,
    paymentId: unit.payment_id,
  })
  if (!facts) throw new WorkFailure("The order, its line or the template version was deleted", { permanent: true })
  if (facts.provisioned) throw new AlreadyProvisioned("The unit has its service request")
  return facts
}

export const loadUnitFactsStep = createStep(
  "load-unit-facts",
  async (unit: UnitInput, { container }) => new StepResponse(await loadUnitFacts(container, unit))
)

type Job = {
  readonly unit: UnitInput
  readonly facts: UnitFacts
  readonly plan: ProvisionPlan
  readonly title: string
}

const issueReference = async (trx: Knex.Transaction, id: string, { plan, title, unit }: Job): Promise<string> => {
  const occurredAt = new Date(unit.paid_at)
  const references = await issueReferences(trx, [
    {
      kind: "SR",
      subjectId: id,
      title,
      status: plan.status,
      occurredAt,
      ...(unit.request_id ? { requestId: unit.request_id } : {}),
      events: plan.history.map((move) => ({
        type: "status_changed",
        status: move.to,
        visibility: "public" as const,
        occurredAt,
      })),
    },
  ])
  const reference = references.get(id)
  if (!reference) throw new Error("No reference number was issued for the unit")
  return reference
}

const writeUnit = async (trx: Knex.Transaction, job: Job): Promise<ProvisionedRequest> => {
  const { unit, facts, plan, title } = job
  const id = newRequestId()
  const buyer = buyerOf(facts)
  const request = {
    id,
    reference_number: await issueReference(trx, id, job),
    order_id: unit.order_id,
    order_line_item_id: unit.order_line_item_id,
    unit: unit.unit,
    service_id: facts.product_id,
    service_title: title,
    service_category: facts.category,
    tier_id: facts.variant_id,
    tier_title: facts.variant_title ?? title,
    template_version_id: unit.template_version_id,
    customer_id: facts.customer_id,
    customer_name: buyer.name,
    customer_email: buyer.email,
    customer_phone: buyer.phone,
    requirements: facts.requirements ?? "",
    payment_id: facts.payment_id,
    payment_provider_id: facts.payment_provider_id,
    payment_transaction_id: facts.transaction_id,
    payment_amount: unit.amount,
    currency_code: facts.currency_code,
    paid_at: new Date(unit.paid_at),
    estimated_contact_hours: facts.content.estimated_contact_hours,
  }
  const provisioned: ProvisionedRequest = {
    id,
    order_id: request.order_id,
    order_line_item_id: request.order_line_item_id,
    unit: request.unit,
    service_id: request.service_id,
    tier_id: request.tier_id,
  }
  const written = await insertServiceRequest(trx, request, plan)
  if (!written) throw new AlreadyProvisioned("Another attempt has already provisioned this unit")
  await insertPlannedWork(trx, id, plan, { actor: systemActor, requestId: unit.request_id })
  const files = fileAnswers(plan.intake.questions, plan.intake.answers).flatMap(({ ids }) => ids)
  if (files.length > 0) await keepFiles(trx, files, unit.order_id)
  const work = [onboardingWork(unit.order_id), ...provisionedRequestWork.all().flatMap((entry) => entry.work(request))]
  const order = await countProvisionedUnit(trx, unit.order_id, work, orderChangedSql("counted.order_id"))
  // The affiliate was credited between the two statements, by a transaction that could not see this request yet.
  if (order.affiliate_id && order.affiliate_code && order.affiliate_id !== written.affiliate_id)
    await markRequestsOfAffiliate(trx, unit.order_id, { id: order.affiliate_id, code: order.affiliate_code })
  // The unit was refunded or removed before its request existed: the request is made, since it was paid, and canceled at
  // once.
  const followed = order.changed ? await followOrder(trx, unit.order_id) : undefined
  if (followed && !followed.canceled.includes(id)) await enqueueWork(trx, work)
  if (order.last && !followed?.whole) await confirmOrder(trx, job, { request, order, followed: followed !== undefined })
  return provisioned
}

type LastUnit = {
  readonly request: Parameters<typeof insertServiceRequest>[1]
  readonly order: Awaited<ReturnType<typeof countProvisionedUnit>>
  readonly followed: boolean
}

/** The order's last unit exists: its confirmation names every reference number. */
const confirmOrder = async (
  trx: Knex.Transaction,
  { unit, facts, plan }: Job,
  { request, order, followed }: LastUnit
): Promise<void> => {
  // Under the order's row lock, so that every other unit's row is committed and seen.
  const alone = order.units === 1 && !followed
  const all = alone
    ? [{ ...request, status: plan.status, removed_at: null }]
    : await requestsOfOrder(trx, unit.order_id)
  const requests = all.filter((one) => one.removed_at === null)
  if (requests.length === 0) return
  const services = sumAmounts(
    requests.map((one) => one.payment_amount),
    facts.currency_code
  )
  const hasGoods = order.amount !== null && Number(order.amount) > Number(services)
  const [money] = hasGoods ? await orderMoney(trx, [unit.order_id]) : []
  await requestMail(trx, [
    orderConfirmationMail({
      // Units added to the order later get their own confirmation.
      event: followed ? `order:${unit.order_id}:${order.units}` : `order:${unit.order_id}`,
      reference: facts.order_reference,
      buyer: buyerOf(facts),
      guest: facts.guest,
      requests,
      currencyCode: facts.currency_code,
      amount: order.amount ?? services,
      goods: goodsOf(
        money?.lines ?? [],
        all.map((one) => one.order_line_item_id)
      ),
    }),
  ])
}

/**
 * Writes everything a unit becomes: request, number, timeline, tasks, history, what other plugins schedule and, with the
 * order's last unit, the confirmation.
 * No compensation: it is one transaction, and what was paid for stays provisioned.
 */
export const writeServiceRequest = (
  container: MedusaContainer,
  { unit, facts }: UnitWithFacts
): Promise<ProvisionedRequest> => {
  const knex: Knex = container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
  const plan = planProvisioning(contentOfTier(facts.content, facts.variant_id), {
    paidAt: new Date(unit.paid_at),
    answers: IntakeAnswers.parse(unit.intake ?? facts.purchase_items?.[unit.item ?? -1]?.intake ?? {}),
  })
  const title = facts.content.store_title ?? facts.product_title
  return knex.transaction((trx) => writeUnit(trx, { unit, facts, plan, title }))
}

export const writeServiceRequestStep = createStep(
  "write-service-request",
  async (input: UnitWithFacts, { container }) => new StepResponse(await writeServiceRequest(container, input))
)
