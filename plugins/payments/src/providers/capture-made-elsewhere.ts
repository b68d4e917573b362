import { AsyncLocalStorage } from "node:async_hooks"

// On globalThis, as registries are: providers and workflows may be loaded as two copies of this file.
const SLOT = Symbol.for("atrium.payments.capture-made-elsewhere")
const holder = globalThis as typeof globalThis & { [SLOT]?: AsyncLocalStorage<string> }
const storage = (): AsyncLocalStorage<string> => (holder[SLOT] ??= new AsyncLocalStorage<string>())

/**
 * Runs `job` while telling the payment provider that the capture it is asked for inside books what was taken on the
 * gateway's own pages, and may be less than what was promised. `reference` is the gateway's id of the payment.
 */
export const withCaptureMadeElsewhere = <T>(reference: string, job: () => Promise<T>): Promise<T> =>
  storage().run(reference, job)

/**
 * For providers, when the gateway has taken less than the payment's amount: true when this call books exactly that.
 * Core names no amount to a provider; without this a part would be booked as the whole.
 */
export const recordingCaptureMadeElsewhere = (reference: string): boolean => storage().getStore() === reference
