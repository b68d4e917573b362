import type { RateLimitName } from "@atrium/kernel"
import { commonErrors } from "@atrium/kernel"
import type { MedusaNextFunction, MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { RateLimiterMemory, RateLimiterRes } from "rate-limiter-flexible"

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

const limiters = new Map<string, RateLimiterMemory>()

const limiterFor = (name: Exclude<RateLimitName, "none">) => {
  const points = Math.max(1, Math.round(PER_MINUTE[name] * env().ATRIUM_RATE_LIMIT_FACTOR))
  const key = `${name}:${points}`
  const existing = limiters.get(key)
  if (existing) return existing
  const limiter = new RateLimiterMemory({ keyPrefix: name, points, duration: 60 })
  limiters.set(key, limiter)
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
