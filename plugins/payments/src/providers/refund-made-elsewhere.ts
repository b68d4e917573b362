import { AsyncLocalStorage } from "node:async_hooks"

/** What is being recorded; `confirm` is asked right before, and throws when the gateway does not cover it (any more). */
type Recording = { readonly reference: string; readonly confirm: () => Promise<void> }

// On globalThis, as registries are: providers and workflows may be loaded as two copies of this file.
const SLOT = Symbol.for("atrium.payments.refund-made-elsewhere")
const holder = globalThis as typeof globalThis & { [SLOT]?: AsyncLocalStorage<Recording> }
const storage = (): AsyncLocalStorage<Recording> => (holder[SLOT] ??= new AsyncLocalStorage<Recording>())

/**
 * Runs `job` while telling the payment provider that the refund it is asked for inside was already made at the gateway
 * (on the gateway's own pages, or by a call whose answer was lost). Core's refund then only writes the books. It holds
 * for calls that descend from `job` alone: a refund by staff at the same moment still reaches the gateway.
 */
export const withRefundMadeElsewhere = <T>(recording: Recording, job: () => Promise<T>): Promise<T> =>
  storage().run(recording, job)

/**
 * For providers, first thing in `refundPayment`: true when this call only records what the gateway has done already.
 * `reference` is the gateway's id of the payment. Throws when the recording has become wrong meanwhile; core then takes
 * its refund row back.
 */
export const recordingRefundMadeElsewhere = async (reference: string): Promise<boolean> => {
  const recording = storage().getStore()
  if (recording?.reference !== reference) return false
  await recording.confirm()
  return true
}
