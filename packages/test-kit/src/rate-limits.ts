import { resetEnv } from "@atrium/server"

/** Runs `job` with the limits of production times `factor`. The suites' own are so wide that no test meets them. */
export const withRateLimitFactor = async <T>(factor: number, job: () => Promise<T>): Promise<T> => {
  const before = process.env.ATRIUM_RATE_LIMIT_FACTOR
  process.env.ATRIUM_RATE_LIMIT_FACTOR = String(factor)
  resetEnv()
  try {
    return await job()
  } finally {
    process.env.ATRIUM_RATE_LIMIT_FACTOR = before
    resetEnv()
  }
}

/** A unique address, as the proxy in front of the shop reports it. */
export const fromSomeAddress = (): { "x-forwarded-for": string } => {
  const part = () => Math.floor(Math.random() * 250) + 1
  return { "x-forwarded-for": `10.${part()}.${part()}.${part()}` }
}
