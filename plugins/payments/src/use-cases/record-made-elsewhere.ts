import { AsyncLocalStorage } from "node:async_hooks"

/** What is being recorded; `confirm` runs right before, and throws when the gateway does not, or no longer, cover it. */
type Refund = { readonly reference: string; readonly confirm: () => Promise<void> }
type Recording = { readonly capture: AsyncLocalStorage<string>; readonly refund: AsyncLocalStorage<Refund> }

declare global {
  // For the process: providers and use cases may be loaded as two copies of this file.
  var atriumPaymentsRecording: Recording | undefined
}
const recording = (): Recording =>
  (globalThis.atriumPaymentsRecording ??= { capture: new AsyncLocalStorage(), refund: new AsyncLocalStorage() })

/**
 * Runs `job` while telling the payment provider that the refund it is asked for inside was already made at the gateway
 * (on the gateway's own pages, or by a call whose answer was lost). Core's refund then only writes the books. It holds
 * for calls that descend from `job` alone: a refund by staff at the same moment still reaches the gateway.
 */
export const withRefundMadeElsewhere = <T>(refund: Refund, job: () => Promise<T>): Promise<T> =>
  recording().refund.run(refund, job)

/**
 * For providers, first thing in `refundPayment`: true when this call only records what the gateway has done already.
 * `reference` is the gateway's id of the payment. Throws when the recording has become wrong meanwhile; core then takes
 * its refund row back.
 */
export const recordingRefundMadeElsewhere = async (reference: string): Promise<boolean> => {
  const refund = recording().refund.getStore()
  if (refund?.reference !== reference) return false
  await refund.confirm()
  return true
}

/**
 * Runs `job` while telling the payment provider that the capture it is asked for inside books what was taken on the
 * gateway's own pages, and may be less than what was promised. `reference` is the gateway's id of the payment.
 */
export const withCaptureMadeElsewhere = <T>(reference: string, job: () => Promise<T>): Promise<T> =>
  recording().capture.run(reference, job)

/**
 * For providers, when the gateway has taken less than the payment's amount: true when this call books exactly that.
 * Core names no amount to a provider; without this a part would be booked as the whole.
 */
export const recordingCaptureMadeElsewhere = (reference: string): boolean =>
  recording().capture.getStore() === reference
