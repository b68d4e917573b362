/**
 * When an order was paid, in business time. Core stamps payments by the machine's clock. In production that is business
 * time, and every later look gives the same. Where business time can be moved (demo, tests) the stamp is carried over:
 * to the moment the order was fanned out, which was written in business time right after the payment, else by as much
 * as the clock is off now.
 */
export const businessTimeOfPayment = (stamps: {
  readonly capturedAt: Date
  readonly fannedOutAt: Date | null
  readonly clockMoves: boolean
  readonly clockOffsetMs: number
}): Date => {
  if (!stamps.clockMoves) return stamps.capturedAt
  return stamps.fannedOutAt ?? new Date(stamps.capturedAt.getTime() + stamps.clockOffsetMs)
}
