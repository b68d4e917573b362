import type { RateLimitName } from "@atrium/kernel"
import { commonErrors } from "@atrium/kernel"
import type { MedusaNextFunction, MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { type RateLimiterAbstract, RateLimiterMemory, RateLimiterRedis, RateLimiterRes } from "rate-limiter-flexible"

import { env } from "./env"

/** Requests per address and minute. Meant to stop abuse, never a person. */
const PER_MINUTE: Readonly<Record<Exclude<RateLimitName, "none">, number>> = {
  browse: 600,
  purchase: 300,
  payment: 120,
  lookup: 120,
  proof: 10,
  analytics: 240,
  login: 30,
  webhook: 1200,
  admin: 1200,
}
const SECONDS = 60

type Limits = { redis: object | undefined; limiters: Map<string, RateLimiterAbstract> }

// One set for the process even if this module is loaded twice (source and build side by side).
const SLOT = Symbol.for("atrium.server.rate-limits")
const holder = globalThis as typeof globalThis & { [SLOT]?: Limits }
const limits = (): Limits => (holder[SLOT] ??= { redis: undefined, limiters: new Map() })

/**
 * Counts over all processes that share this Redis (a client of ioredis); undefined: each process counts alone again.
 * A key lives for a minute. While Redis is away each process counts alone, so that nothing is ever unlimited.
 */
export const shareRateLimits = (redis: object | undefined): void => {
  holder[SLOT] = { redis, limiters: new Map() }
}

const makeLimiter = (name: string, points: number): RateLimiterAbstract => {
  const own = { keyPrefix: `atrium:limit:${name}`, points, duration: SECONDS }
  const alone = new RateLimiterMemory(own)
  const { redis } = limits()
  if (!redis) return alone
  return new RateLimiterRedis({
    ...own,
    storeClient: redis,
    insuranceLimiter: alone,
    rejectIfRedisNotReady: true,
    // An address that is refused needs no look at Redis until its minute is over.
    inMemoryBlockOnConsumed: points + 1,
  })
}

const limiterFor = (name: Exclude<RateLimitName, "none">): RateLimiterAbstract => {
  const points = Math.max(1, Math.round(PER_MINUTE[name] * env().ATRIUM_RATE_LIMIT_FACTOR))
  const key = `${name}:${points}`
  const existing = limits().limiters.get(key)
  if (existing) return existing
  const limiter = makeLimiter(name, points)
  limits().limiters.set(key, limiter)
  return limiter
}

/** Refuses with 429 and Retry-After once an address has used up the named limit. */
export const rateLimit =
  (name: RateLimitName) =>
  async (req: MedusaRequest, _res: MedusaResponse, next: MedusaNextFunction): Promise<void> => {
    if (name === "none") return next()
    try {
      await limiterFor(name).consume(req.ip ?? "unknown")
      next()
    } catch (refusal) {
      if (!(refusal instanceof RateLimiterRes)) return next(refusal)
      next(
        commonErrors.fail("too_many_requests", {
          retryAfterSeconds: Math.max(1, Math.ceil(refusal.msBeforeNext / 1000)),
        })
      )
    }
  }
