import { createHash } from "node:crypto"

import type { ErrorDetails } from "@atrium/kernel"
import { commonErrors } from "@atrium/kernel"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { z } from "zod"

import { provisioningErrors } from "../contracts/errors"
import type { SubmittedServicePurchase } from "../contracts/purchases"
import { PurchaseOut } from "../contracts/purchases"
import { canonicalJson } from "../domain/canonical-json"
import { answerKey, claimKey, type IdempotencyKey, releaseKey } from "../modules/service-request/store/idempotency"
import { beginServicePurchaseWorkflow, type PurchaseToBegin } from "./begin-service-purchase"
import { checkServicePurchase } from "./steps/check-service-purchase"

/** A holder that has not answered for this long is taken to be dead. */
const LEASE_SECONDS = 30
const WAIT_MS = 20_000
const FIRST_LOOK_MS = 25
const LONGEST_LOOK_MS = 250

const IdempotencyHeader = z.string().regex(/^[\x21-\x7e]{1,255}$/)

export type StartPurchase = {
  submitted: SubmittedServicePurchase
  idempotencyKey: string | string[] | undefined
  /** The publishable key; a key means something only together with it. */
  publishableKey: string
  salesChannelId: string | undefined
  customerId: string | undefined
}

const sleep = (milliseconds: number) => new Promise<void>((resolve) => setTimeout(resolve, milliseconds))

/**
 * Waits for the right to begin, or for the first caller's answer. Looks again and again with short statements, so that
 * a hundred waiting shoppers hold no connection.
 */
const claimOrAnswer = async (knex: Knex, claim: IdempotencyKey): Promise<PurchaseOut | undefined> => {
  const deadline = Date.now() + WAIT_MS
  for (let look = FIRST_LOOK_MS; ; look = Math.min(LONGEST_LOOK_MS, look * 2)) {
    const state = await claimKey(knex, claim, LEASE_SECONDS)
    if (state.kind === "mine") return undefined
    if (state.kind === "answered") return PurchaseOut.parse(state.response)
    if (state.kind === "reused") throw provisioningErrors.fail("idempotency_key_reused")
    if (Date.now() + look > deadline) throw provisioningErrors.fail("purchase_in_progress", { retryAfterSeconds: 2 })
    await sleep(look)
  }
}

/** Core names the variants that have no price in the market; the shopper is told which items those are. */
const unpriced = (error: unknown, tierIds: readonly string[]): ErrorDetails | undefined => {
  const message =
    error instanceof Error || (typeof error === "object" && error && "message" in error) ? String(error.message) : ""
  if (!message.includes("do not have a price")) return undefined
  const entries = tierIds.flatMap((id, index) =>
    message.includes(id) ? [[`items.${index}.tier_id`, "This service is not sold in this currency"]] : []
  )
  return Object.fromEntries(entries)
}

const run = async (container: MedusaContainer, purchase: PurchaseToBegin): Promise<PurchaseOut> => {
  try {
    const { result } = await beginServicePurchaseWorkflow(container).run({ input: purchase })
    return result
  } catch (error) {
    const details = unpriced(
      error,
      purchase.body.items.map((item) => item.tier_id)
    )
    throw details ? commonErrors.fail("invalid_input", { details, cause: error }) : error
  }
}

const begin = async (container: MedusaContainer, input: StartPurchase): Promise<PurchaseOut> => {
  const { body, market, paymentProviderId, catalogue } = await checkServicePurchase(container, input.submitted)
  return run(container, {
    body,
    region_id: market.region_id,
    currency_code: market.currency_code,
    payment_provider_id: paymentProviderId,
    sales_channel_id: input.salesChannelId,
    customer_id: input.customerId,
    versions: body.items.map((item) => {
      const sold = catalogue.get(item.tier_id)
      if (!sold) throw commonErrors.fail("invalid_input")
      return { id: sold.versionId, service: sold.content.store_title }
    }),
  })
}

/**
 * Begins a purchase once per Idempotency-Key: the same key and body give the same answer, parallel calls wait for the
 * first. A refusal gives the key back, so that a corrected form may be sent with it.
 * Throws `invalid_input`, `idempotency_key_required`, `idempotency_key_reused`, `purchase_in_progress`.
 */
export const startServicePurchase = async (container: MedusaContainer, input: StartPurchase): Promise<PurchaseOut> => {
  const knex: Knex = container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
  const { checked } = input.submitted
  // A broken body is refused whatever its key; the check names all wrong fields, the catalogue's included.
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
