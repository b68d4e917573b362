import type { AtriumError, RateLimitName } from "@atrium/kernel"
import { commonErrors, defineExtensionPoint } from "@atrium/kernel"
import type { MedusaNextFunction, MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { type RateLimiterAbstract, RateLimiterMemory, RateLimiterRedis, RateLimiterRes } from "rate-limiter-flexible"

import { clientAddress } from "./client-address"
import { env } from "./env"

/** How often one IP address may call the routes with this limit. Meant to stop abuse, never a person. */
export type RateLimit = { readonly name: RateLimitName; readonly perMinute: number }

export const rateLimits = defineExtensionPoint<RateLimit>({ name: "server.rate-limits", key: ({ name }) => name })

rateLimits.addAll("server", [
  { name: "browse", perMinute: 600 },
  { name: "purchase", perMinute: 300 },
  // A purchase takes two calls, or several while many buy at once, and an office shares an address.
  { name: "payment", perMinute: 600 },
  { name: "lookup", perMinute: 120 },
  { name: "analytics", perMinute: 240 },
  { name: "login", perMinute: 30 },
  // Machines: payment gateways, load balancers, monitoring.
  { name: "webhook", perMinute: 1200 },
  { name: "admin", perMinute: 1200 },
])

/** The number of a limit. Throws for a name without a number, because its routes would have no limit. */
export const requestsPerMinute = (name: RateLimitName): number => {
  const limit = rateLimits.get(name)
  if (!limit) throw new Error(`No entry of rateLimits for "${name}"`)
  return limit.perMinute
}
const SECONDS = 60

type Limits = { redis: object | undefined; limiters: Map<string, RateLimiterAbstract> }

// One set for the process even if this module is loaded twice (source and build side by side).
const SLOT = Symbol.for("atrium.server.rate-limits")
const holder = globalThis as typeof globalThis & { [SLOT]?: Limits }
const limits = (): Limits => (holder[SLOT] ??= { redis: undefined, limiters: new Map() })

/**
 * Shares the counts with all processes that use this Redis (an ioredis client); undefined: each process counts alone.
 * A key expires after a minute. While Redis is unavailable each process counts alone, so that nothing is unlimited.
 */
export const shareRateLimits = (redis: object | undefined): void => {
  holder[SLOT] = { redis, limiters: new Map() }
}

const makeLimiter = (name: string, points: number, duration = SECONDS): RateLimiterAbstract => {
  const own = { keyPrefix: `atrium:limit:${name}`, points, duration }
  const alone = new RateLimiterMemory(own)
  const { redis } = limits()
  if (!redis) return alone
  return new RateLimiterRedis({
    ...own,
    storeClient: redis,
    insuranceLimiter: alone,
    rejectIfRedisNotReady: true,
    // A refused address is blocked in memory, without a call of Redis, until its minute is over.
    inMemoryBlockOnConsumed: points + 1,
  })
}

const limiterOf = (name: string, base: number, duration = SECONDS): RateLimiterAbstract => {
  const points = Math.max(1, Math.round(base * env().ATRIUM_RATE_LIMIT_FACTOR))
  const key = `${name}:${points}`
  const existing = limits().limiters.get(key)
  if (existing) return existing
  const limiter = makeLimiter(name, points, duration)
  limits().limiters.set(key, limiter)
  return limiter
}

const tooMany = ({ msBeforeNext }: RateLimiterRes): AtriumError =>
  commonErrors.fail("too_many_requests", { retryAfterSeconds: Math.max(1, Math.ceil(msBeforeNext / 1000)) })

const limitsOf = new WeakMap<object, Set<RateLimitName>>()

/** False when this limit has already counted the request: a prefix and a route below it may both name the limit. */
const isFirstCount = (req: object, name: RateLimitName): boolean => {
  const names = limitsOf.get(req) ?? new Set<RateLimitName>()
  if (names.has(name)) return false
  limitsOf.set(req, names.add(name))
  return true
}

/**
 * Counts one request of an address.
 * @throws too_many_requests once the address has exceeded the limit
 */
export const countRequest = async (name: RateLimitName, address: string): Promise<void> => {
  try {
    await limiterOf(name, requestsPerMinute(name)).consume(address)
  } catch (refusal) {
    throw refusal instanceof RateLimiterRes ? tooMany(refusal) : refusal
  }
}

/** Refuses with 429 and Retry-After once an address has exceeded the limit. */
export const rateLimit =
  (name: RateLimitName) =>
  async (req: MedusaRequest, _res: MedusaResponse, next: MedusaNextFunction): Promise<void> => {
    if (!isFirstCount(req, name)) return next()
    try {
      await countRequest(name, clientAddress(req))
      next()
    } catch (refusal) {
      next(refusal)
    }
  }

/**
 * Counts failures, not attempts, so that successful users are never limited. Shared between processes like the rate
 * limits.
 * @param limit how many failures per key are allowed within how many seconds
 */
export const failureCounter = (name: string, limit: { most: number; seconds: number }) => {
  const limiter = () => limiterOf(name, limit.most, limit.seconds)
  const usedUp = async (key: string): Promise<RateLimiterRes | undefined> => {
    const own = limiter()
    const counted = await own.get(key)
    return counted && counted.consumedPoints >= own.points ? counted : undefined
  }
  return {
    /** @throws too_many_requests */
    refuseWhenUsedUp: async (key: string): Promise<void> => {
      const counted = await usedUp(key)
      if (counted) throw tooMany(counted)
    },
    isUsedUp: async (key: string): Promise<boolean> => (await usedUp(key)) !== undefined,
    add: async (key: string): Promise<void> => void (await limiter().penalty(key)),
    clear: async (key: string): Promise<void> => void (await limiter().delete(key)),
  }
}
