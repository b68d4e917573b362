import { createHash } from "node:crypto"

import { commonErrors } from "@atrium/kernel"
import { knexOf } from "@atrium/server"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { MedusaContainer } from "@medusajs/framework/types"
import { CartWorkflowEvents, generateEntityId, Modules } from "@medusajs/framework/utils"
import { z } from "zod"

import { provisioningErrors } from "../contracts/errors"
import type { SubmittedServicePurchase } from "../contracts/purchases"
import { PurchaseOut } from "../contracts/purchases"
import { canonicalJson } from "../domain/canonical-json"
import { type AnsweredKey, answering, claimKey, type IdempotencyKey, releaseKey } from "../data/idempotency-keys"
import type { PurchaseToBegin } from "../domain/purchase-cart"
import { beginServicePurchaseWorkflow, isBeginUnhooked } from "../workflows/begin-service-purchase"
import type { TierRow } from "../data/core/tiers-on-sale"
import { checkServicePurchase } from "./check-service-purchase"
import { openPurchase } from "./open-purchase"

/** A holder that has not responded for this long is assumed to be dead. */
const LEASE_SECONDS = 30
const WAIT_MS = 20_000
const FIRST_POLL_MS = 25
const MAX_POLL_MS = 250

const IdempotencyHeader = z.string().regex(/^[\x21-\x7e]{1,255}$/)

export type StartPurchase = {
  submitted: SubmittedServicePurchase
  idempotencyKey: string | string[] | undefined
  /** The publishable key; idempotency keys are unique per publishable key. */
  publishableKey: string
  salesChannelIds: readonly string[]
  customerId: string | undefined
}

const sleep = (milliseconds: number) => new Promise<void>((resolve) => setTimeout(resolve, milliseconds))

/**
 * Claims the key, or waits for the first caller's response. Polls with short statements, so that a hundred waiting
 * shoppers hold no connection.
 */
const claimOrAnswer = async (knex: Knex, claim: IdempotencyKey): Promise<PurchaseOut | undefined> => {
  const deadline = Date.now() + WAIT_MS
  for (let look = FIRST_POLL_MS; ; look = Math.min(MAX_POLL_MS, look * 2)) {
    const state = await claimKey(knex, claim, LEASE_SECONDS)
    if (state.kind === "mine") return undefined
    if (state.kind === "answered") return PurchaseOut.parse(state.response)
    if (state.kind === "reused") throw provisioningErrors.fail("idempotency_key_reused")
    if (Date.now() + look > deadline) throw provisioningErrors.fail("purchase_in_progress", { retryAfterSeconds: 2 })
    await sleep(look)
  }
}

/** Without the template's content: a workflow's input is stored and read again by every step. */
const tierOf = ({ content: _content, ...tier }: TierRow) => tier

/** The purchase, if the catalog and the market accept it. */
const checked = async (container: MedusaContainer, input: StartPurchase): Promise<PurchaseToBegin> => {
  const { body, market, paymentProviderId, salesChannelId, catalogue } = await checkServicePurchase(
    container,
    input.submitted,
    input
  )
  const items = body.items.map((item) => {
    const sold = catalogue.get(item.tier_id)
    // The check has refused unavailable tiers.
    if (!sold) throw commonErrors.fail("invalid_input")
    const { row: tier } = sold
    return {
      template_version_id: sold.versionId,
      service: sold.content.store_title ?? tier.product_title,
      tier: tierOf(tier),
    }
  })
  return {
    body,
    market,
    payment_provider_id: paymentProviderId,
    sales_channel_id: salesChannelId,
    customer_id: input.customerId,
    items,
  }
}

/** What the workflow does when nothing handles its hooks, without Medusa's workflow engine. */
const beginAtOnce = async (
  container: MedusaContainer,
  purchase: PurchaseToBegin,
  answers: AnsweredKey
): Promise<PurchaseOut> => {
  const bus = container.resolve(Modules.EVENT_BUS)
  const eventGroupId = generateEntityId()
  try {
    const opened = await openPurchase(container, purchase, { eventGroupId, answers })
    const created = { name: CartWorkflowEvents.CREATED, data: { id: opened.cart_id }, metadata: { eventGroupId } }
    await bus.emit(created)
    await bus.releaseGroupedEvents(eventGroupId)
    return opened.purchase
  } catch (error) {
    await bus.clearGroupedEvents(eventGroupId)
    throw error
  }
}

const begin = async (container: MedusaContainer, input: StartPurchase, claim: IdempotencyKey): Promise<PurchaseOut> => {
  const purchase = await checked(container, input)
  if (isBeginUnhooked()) return beginAtOnce(container, purchase, claim)
  const { result } = await beginServicePurchaseWorkflow(container).run({ input: purchase })
  await answering(knexOf(container), claim, result)
  return result
}

/**
 * Begins a purchase once per Idempotency-Key: the same key and body give the same answer, parallel calls wait for the
 * first. A refusal releases the key, so that a corrected form may be sent with it.
 * Throws `invalid_input`, `idempotency_key_required`, `idempotency_key_reused`, `purchase_in_progress`.
 */
export const startServicePurchase = async (container: MedusaContainer, input: StartPurchase): Promise<PurchaseOut> => {
  const knex = knexOf(container)
  const body = input.submitted.checked
  // An invalid body is refused whatever its key; the check names all wrong fields, including the catalog's.
  if (!body.success) {
    await checked(container, input)
    throw commonErrors.fail("invalid_input")
  }
  const header = IdempotencyHeader.safeParse(input.idempotencyKey)
  if (!header.success) throw provisioningErrors.fail("idempotency_key_required")
  const claim = {
    scope: `${input.publishableKey}:POST /store/service-purchases`,
    key: header.data,
    hash: createHash("sha256")
      .update(canonicalJson({ body: body.data, customer: input.customerId ?? null }))
      .digest("hex"),
  }
  const answer = await claimOrAnswer(knex, claim)
  if (answer) return answer
  try {
    return await begin(container, input, claim)
  } catch (error) {
    await releaseKey(knex, claim)
    throw error
  }
}
