import { commonErrors, isAtriumError } from "@atrium/kernel"
import { WaitingLine } from "@atrium/server"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { Logger, MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"

import type { CompletedPurchase, PendingPurchase } from "../contracts/purchases"
import { findPurchaseToComplete } from "../data/core/purchase-to-complete"
import { runCompletion } from "../workflows/complete-service-purchase"

/**
 * What a process serves at once. More at once would not be faster: together they keep a processor busy. While paid
 * purchases wait, only one begins at a time.
 */
const COMPLETE_AT_ONCE = 6
const BEGIN_AT_ONCE = 4
const BEGIN_BESIDE_WAITING = 1
const WAITING = 2000
const TURN_MS = 10_000

/** A shopper who completes a purchase waits no longer for a response. */
const ANSWER_MS = 2500
const FIRST_RETRY_SECONDS = 2
const LAST_RETRY_SECONDS = 10

/** Completions of purchases and carts, in the order of their arrival. */
export const completions = new WaitingLine({
  name: "complete",
  atOnce: () => COMPLETE_AT_ONCE,
  waiting: WAITING,
  turnMs: TURN_MS,
})

/** Purchases that begin, in the order of their arrival. */
export const beginnings = new WaitingLine({
  name: "begin",
  atOnce: () => (completions.length > 0 ? BEGIN_BESIDE_WAITING : BEGIN_AT_ONCE),
  waiting: WAITING,
  turnMs: TURN_MS,
})

type Completion = CompletedPurchase | PendingPurchase

/** Completions of this process that wait or run, by purchase: repeated calls wait for the first. */
const running = new Map<string, Promise<Completion>>()

const knexOf = (container: MedusaContainer) => container.resolve<Knex>(ContainerRegistrationKeys.PG_CONNECTION)

const run = (container: MedusaContainer, id: string, answerBy: number): Promise<Completion> =>
  runCompletion(container, { purchase_id: id, answer_by: answerBy })

const complete = async (container: MedusaContainer, id: string, answerBy: number): Promise<Completion> => {
  // What is ordered is only read: it passes those who wait.
  if (completions.isBusy && (await findPurchaseToComplete(knexOf(container), id))?.order_id)
    return run(container, id, answerBy)
  const end = await completions.turn()
  try {
    return await run(container, id, answerBy)
  } finally {
    end?.()
  }
}

/** Starts the completion, or joins the one that waits or runs. */
const completionOf = (container: MedusaContainer, id: string, answerBy: number): Promise<Completion> => {
  const existing = running.get(id)
  if (existing) return existing
  const started = complete(container, id, answerBy).finally(() => running.delete(id))
  running.set(id, started)
  return started
}

/** The sooner, the fewer wait. */
const retryAfter = (): number =>
  Math.min(LAST_RETRY_SECONDS, FIRST_RETRY_SECONDS + Math.floor(completions.length / (2 * COMPLETE_AT_ONCE)))

/** Not completed in time: the gateway's event does it, or whoever asks again. */
const pending = async (container: MedusaContainer, id: string): Promise<Completion> => {
  const purchase = await findPurchaseToComplete(knexOf(container), id)
  if (!purchase) throw commonErrors.fail("not_found")
  if (purchase.order_id) return run(container, id, Date.now())
  return { type: "pending", retry_after: retryAfter() }
}

/** Whoever asks again is told a refusal; any other failure must not be lost with the response. */
const logFailure = async (container: MedusaContainer, completion: Promise<Completion>): Promise<void> => {
  try {
    await completion
  } catch (error) {
    if (isAtriumError(error)) return
    const logger: Logger = container.resolve(ContainerRegistrationKeys.LOGGER)
    logger.error("A purchase was not completed after its response", error instanceof Error ? error : undefined)
  }
}

/**
 * Completes a purchase in its turn. When that takes longer than a shopper should wait, the response is `pending`, and the
 * completion goes on; should this process end meanwhile, the gateway's event or the next call completes the purchase.
 * Throws what the workflow throws.
 */
export const completeServicePurchase = async (container: MedusaContainer, id: string): Promise<Completion> => {
  if (completions.isFull && !running.has(id)) return pending(container, id)
  let timer: NodeJS.Timeout | undefined
  const completion = completionOf(container, id, Date.now() + ANSWER_MS)
  const tooLate = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), ANSWER_MS)
  })
  try {
    const completed = await Promise.race([completion, tooLate])
    if (completed) return completed
    void logFailure(container, completion)
    return await pending(container, id)
  } finally {
    clearTimeout(timer)
  }
}
