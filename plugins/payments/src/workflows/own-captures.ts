/**
 * Payments this process is capturing by itself: their follow-up is enqueued by the work that captures, so that the
 * event core sends needs no further statements. Only a shortcut: forgetting an entry costs two statements.
 */
const CAPACITY = 1000
const capturing = new Set<string>()

export const rememberOwnCapture = (paymentId: string): void => {
  capturing.add(paymentId)
  const [oldest] = capturing
  if (capturing.size > CAPACITY && oldest) capturing.delete(oldest)
}

/** True once for a capture of our own. */
export const takeOwnCapture = (paymentId: string): boolean => capturing.delete(paymentId)
