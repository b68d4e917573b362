/**
 * What this process is settling and capturing by itself. Core sends an event beside each, and its subscriber would read
 * and enqueue once more what is enqueued already: two statements each. Only a shortcut for the one process that did
 * the work; a lost entry costs those statements, and the reconciler needs neither.
 */
const CAPACITY = 1000

const remember = (known: Set<string>, id: string): void => {
  known.add(id)
  const [oldest] = known
  if (known.size > CAPACITY && oldest) known.delete(oldest)
}

const captured = new Set<string>()

export const rememberOwnCapture = (paymentId: string): void => remember(captured, paymentId)

/** True once for a capture of our own. */
export const takeOwnCapture = (paymentId: string): boolean => captured.delete(paymentId)

/** A settlement that has not ended by then is given up on: nobody waits for it any longer. */
const GIVE_UP_SECONDS = 60
const settled = new Set<string>()
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
  return settled.delete(orderId)
}
