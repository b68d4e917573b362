import { createHash } from "node:crypto"

import { commonErrors } from "@atrium/kernel"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { z } from "zod"

import { provisioningErrors } from "../contracts/errors"
import type { SubmittedServicePurchase } from "../contracts/purchases"
import { PurchaseOut } from "../contracts/purchases"
import { canonicalJson } from "../domain/canonical-json"
import { answerKey, claimKey, type IdempotencyKey, releaseKey } from "../data/idempotency-keys"
import { beginServicePurchaseWorkflow } from "../workflows/begin-service-purchase"
import type { TierRow } from "../data/core/tiers-on-sale"
import { checkServicePurchase } from "./check-service-purchase"

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

const begin = async (container: MedusaContainer, input: StartPurchase): Promise<PurchaseOut> => {
  const { body, market, paymentProviderId, salesChannelId, catalogue } = await checkServicePurchase(
    container,
    input.submitted,
    input.salesChannelIds
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
  const { result } = await beginServicePurchaseWorkflow(container).run({
    input: {
      body,
      market,
      payment_provider_id: paymentProviderId,
      sales_channel_id: salesChannelId,
      customer_id: input.customerId,
      items,
    },
  })
  return result
}

/**
 * Begins a purchase once per Idempotency-Key: the same key and body give the same answer, parallel calls wait for the
 * first. A refusal releases the key, so that a corrected form may be sent with it.
 * Throws `invalid_input`, `idempotency_key_required`, `idempotency_key_reused`, `purchase_in_progress`.
 */
export const startServicePurchase = async (container: MedusaContainer, input: StartPurchase): Promise<PurchaseOut> => {
  const knex: Knex = container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
  const { checked } = input.submitted
  // An invalid body is refused whatever its key; the check names all wrong fields, including the catalog's.
  if (!checked.success) return begin(container, input)
  const header = IdempotencyHeader.safeParse(input.idempotencyKey)
  if (!header.success) throw provisioningErrors.fail("idempotency_key_required")
  const claim = {
    scope: `${input.publishableKey}:POST /store/service-purchases`,
    key: header.data,
    hash: createHash("sha256")
      .update(canonicalJson({ body: checked.data, customer: input.customerId ?? null }))
      .digest("hex"),
  }
  const answer = await claimOrAnswer(knex, claim)
  if (answer) return answer
  try {
    const purchase = await begin(container, input)
    await answerKey(knex, claim, purchase)
    return purchase
  } catch (error) {
    await releaseKey(knex, claim)
    throw error
  }
}
