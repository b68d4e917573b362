import {
  BrokenCircuitError,
  circuitBreaker,
  CircuitState,
  ConsecutiveBreaker,
  ExponentialBackoff,
  handleWhen,
  retry,
  wrap,
} from "cockatiel"

import { metrics } from "./metrics"

/** Failed calls in a row after which a service counts as down. */
const FAILURES = 5
/** How long calls to a service that is down fail at once; then one call tries it again. */
const PAUSE_MS = 10_000
/** Repeats of an idempotent call; a caller with a shopper waiting must not wait longer. */
const REPEATS = 1

export type OutsideService = {
  /**
   * Calls the service. Only an idempotent call is repeated, once, and only after an outage. Throws what `ask` throws, and
   * `ServiceDownError`, without a call, while the service counts as down.
   */
  call<T>(ask: () => Promise<T>, options?: { idempotent?: boolean }): Promise<T>
}

/** The service failed several times in a row and is not called for some seconds. Nothing was sent to it. */
export class ServiceDownError extends Error {
  override readonly name = "ServiceDownError"

  constructor(service: string) {
    super(`${service} is down: it failed ${FAILURES} times in a row and is not called for ${PAUSE_MS / 1000} seconds`)
  }
}

const SLOT = Symbol.for("atrium.server.outside-services")
const holder = globalThis as typeof globalThis & { [SLOT]?: Map<string, OutsideService> }

const create = (name: string, isOutage: (error: unknown) => boolean): OutsideService => {
  const outage = handleWhen((error) => !(error instanceof BrokenCircuitError) && isOutage(error))
  const breaker = circuitBreaker(outage, { halfOpenAfter: PAUSE_MS, breaker: new ConsecutiveBreaker(FAILURES) })
  const open = metrics().serviceDown.labels(name)
  open.set(0)
  breaker.onStateChange((state) => open.set(state === CircuitState.Closed ? 0 : 1))
  const repeated = wrap(
    retry(outage, { maxAttempts: REPEATS, backoff: new ExponentialBackoff({ initialDelay: 100, maxDelay: 500 }) }),
    breaker
  )
  return {
    call: async (ask, { idempotent = false } = {}) => {
      try {
        return await (idempotent ? repeated : breaker).execute(() => ask())
      } catch (error) {
        if (error instanceof BrokenCircuitError) throw new ServiceDownError(name)
        throw error
      }
    },
  }
}

/**
 * A company or server that the shop calls, one per name and process even if this module is loaded twice. `isOutage` tells
 * a failure of the service from a refusal, which says nothing about its health.
 */
export const outsideService = (name: string, isOutage: (error: unknown) => boolean): OutsideService => {
  const services = (holder[SLOT] ??= new Map<string, OutsideService>())
  const known = services.get(name)
  if (known) return known
  const service = create(name, isOutage)
  services.set(name, service)
  return service
}

/** Forgets what is known about every service's health; for tests. */
export const resetOutsideServices = (): void => holder[SLOT]?.clear()
