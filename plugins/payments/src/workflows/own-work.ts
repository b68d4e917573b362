/**
 * What this process is settling and capturing by itself. Core sends an event beside each, and its subscriber would read
 * and enqueue once more what is enqueued already: two statements each. Only a shortcut for the one process that did
 * the work; a lost entry costs those statements, and the reconciler needs neither.
 */
const CAPACITY = 1000
/**
 * Where several processes share their events, another one may get the event. What was not asked for by then is not
 * believed: a later capture of the same payment, by hand, is none of our own.
 */
const BELIEVED_MS = 30_000

type Known = Map<string, number>

const remember = (known: Known, id: string): void => {
  known.set(id, performance.now())
  const [oldest] = known.keys()
  if (known.size > CAPACITY && oldest) known.delete(oldest)
}

const take = (known: Known, id: string): boolean => {
  const since = known.get(id)
  known.delete(id)
  return since !== undefined && performance.now() - since < BELIEVED_MS
}

const captured: Known = new Map()

export const rememberOwnCapture = (paymentId: string): void => remember(captured, paymentId)

/** True once for a capture of our own. */
export const takeOwnCapture = (paymentId: string): boolean => take(captured, paymentId)

/** A settlement that has not ended by then is given up on: nobody waits for it any longer. */
const GIVE_UP_SECONDS = 60
const settled: Known = new Map()
const underWay = new Map<string, { ended: Promise<void>; end: () => void }>()

/** A cart is being made an order and will be seen to. False when another call of this process is at it already. */
export const beginOwnSettlement = (cartId: string): boolean => {
  if (underWay.has(cartId)) return false
  let end: () => void = () => undefined
  const ended = new Promise<void>((resolve) => (end = resolve))
  underWay.set(cartId, { ended, end })
  setTimeout(() => {
    if (underWay.get(cartId)?.ended === ended) endOwnSettlement(cartId, null)
  }, GIVE_UP_SECONDS * 1000).unref()
  return true
}

/** It was seen to (with its order), or not (null). */
export const endOwnSettlement = (cartId: string, orderId: string | null): void => {
  if (orderId) remember(settled, orderId)
  underWay.get(cartId)?.end()
  underWay.delete(cartId)
}

/** Whether an order is or will be seen to by a settlement under way here; answers when those have ended. */
export const isOwnSettlement = async (orderId: string): Promise<boolean> => {
  await Promise.all([...underWay.values()].map(({ ended }) => ended))
  return take(settled, orderId)
}
