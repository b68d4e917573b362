import { clock } from "@atrium/kernel"
import {
  BrokenCircuitError,
  circuitBreaker,
  CircuitState,
  ConsecutiveBreaker,
  ExponentialBackoff,
  handleWhen,
  retry,
} from "cockatiel"

import { metrics } from "./metrics"

/** Failed calls in a row after which a service counts as down. */
const FAILURES = 5
/** How long calls to a service that is down fail at once; then one call tries it again. */
const PAUSE_SECONDS = 10
/** Repeats of an idempotent call; a caller with a shopper waiting must not wait longer. */
const REPEATS = 1

/**
 * A service's circuit breaker. `closed`: calls go out. `open`: it failed several times in a row and calls fail at once.
 * `half_open`: one call tries it again.
 */
export const BREAKER_STATES = ["closed", "open", "half_open"] as const
export type BreakerState = (typeof BREAKER_STATES)[number]

/** `since`: when it entered this state; null while it has never failed. */
export type ServiceHealth = { readonly state: BreakerState; readonly since: Date | null }

export type OutsideService = {
  /**
   * Calls the service. Only an idempotent call is repeated, once, and only after an outage. Throws what `ask` throws, and
   * `ServiceDownError`, without a call, while the service counts as down.
   */
  call<T>(ask: () => Promise<T>, options?: { idempotent?: boolean }): Promise<T>
  /** As this process sees it. */
  health(): ServiceHealth
  /** Since when the service counts as down, and when it may be called again; undefined while it does not. */
  down(): Down | undefined
}

export type Down = { readonly since: Date; readonly until: Date }

export type Pauses = {
  /** Seconds without a call after the service went down. */
  readonly first: number
  /** The pause doubles each time that the service is still down, up to these seconds. */
  readonly longest: number
}

/** The service failed several times in a row and is not called for some seconds. Nothing was sent to it. */
export class ServiceDownError extends Error {
  override readonly name = "ServiceDownError"

  constructor(service: string) {
    super(`${service} is down: it failed ${FAILURES} times in a row and is not called for some seconds`)
  }
}

const SLOT = Symbol.for("atrium.server.outside-services")
const holder = globalThis as typeof globalThis & { [SLOT]?: Map<string, OutsideService> }

const STATES: Readonly<Record<CircuitState, BreakerState>> = {
  [CircuitState.Closed]: "closed",
  [CircuitState.Open]: "open",
  [CircuitState.HalfOpen]: "half_open",
  // Opened by hand, which this shop never does.
  [CircuitState.Isolated]: "open",
}

/** When a service that is down may be called again: by business time, which decides as well when work is due. */
const downtime = ({ first, longest }: Pauses) => {
  let down: (Down & { readonly pause: number }) | undefined
  return {
    now: () => down,
    wentDown: () => {
      const now = clock.now()
      const pause = down ? Math.min(longest, down.pause * 2) : first
      down = { since: down?.since ?? now, until: new Date(now.getTime() + pause * 1000), pause }
    },
    recovered: () => {
      down = undefined
    },
    isPaused: () => down !== undefined && clock.now() < down.until,
  }
}

const create = (name: string, isOutage: (error: unknown) => boolean, pauses: Pauses): OutsideService => {
  const outage = handleWhen((error) => !(error instanceof BrokenCircuitError) && isOutage(error))
  // No pause of the breaker's: `down` decides when the next call may try.
  const breaker = circuitBreaker(outage, { halfOpenAfter: 0, breaker: new ConsecutiveBreaker(FAILURES) })
  const down = downtime(pauses)
  const open = metrics().serviceDown.labels(name)
  open.set(0)
  let health: ServiceHealth = { state: "closed", since: null }
  breaker.onStateChange((state) => {
    open.set(state === CircuitState.Closed ? 0 : 1)
    health = { state: STATES[state], since: new Date() }
    if (state === CircuitState.Open) down.wentDown()
    if (state === CircuitState.Closed) down.recovered()
  })
  let probe: Promise<unknown> | undefined
  const guarded = async <T>(ask: () => Promise<T>): Promise<T> => {
    // One call tries a service that was down; what comes meanwhile waits for its result.
    while (breaker.state === CircuitState.HalfOpen && probe) await probe.catch(() => undefined)
    if (breaker.state !== CircuitState.Open) return breaker.execute(() => ask())
    if (down.isPaused()) throw new BrokenCircuitError()
    const first = breaker.execute(() => ask())
    probe = first
    return first
  }
  const repeated = retry(outage, {
    maxAttempts: REPEATS,
    backoff: new ExponentialBackoff({ initialDelay: 100, maxDelay: 500 }),
  })
  return {
    health: () => health,
    call: async (ask, { idempotent = false } = {}) => {
      try {
        return await (idempotent ? repeated.execute(() => guarded(ask)) : guarded(ask))
      } catch (error) {
        if (error instanceof BrokenCircuitError) throw new ServiceDownError(name)
        throw error
      }
    },
    down: down.now,
  }
}

/**
 * A company or server that the shop calls, one per name and process even if this module is loaded twice. `isOutage` tells
 * a failure of the service from a refusal, which says nothing about its health. `pauses` is how long it is left alone while
 * it is down; default: always ten seconds.
 */
export const outsideService = (
  name: string,
  isOutage: (error: unknown) => boolean,
  pauses: Pauses = { first: PAUSE_SECONDS, longest: PAUSE_SECONDS }
): OutsideService => {
  const services = (holder[SLOT] ??= new Map<string, OutsideService>())
  const known = services.get(name)
  if (known) return known
  const service = create(name, isOutage, pauses)
  services.set(name, service)
  return service
}

/** A service that was called before in this process. */
export const knownOutsideService = (name: string): OutsideService | undefined => holder[SLOT]?.get(name)

/** Forgets what is known about every service's health; for tests. */
export const resetOutsideServices = (): void => holder[SLOT]?.clear()
