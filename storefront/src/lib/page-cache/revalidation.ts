import { createHmac, timingSafeEqual } from "node:crypto"

import { z } from "zod"

const TOLERANCE_SECONDS = 300
const MAX_PER_SECOND = 5
const SIGNATURE = /^t=(\d{1,12}),v1=([0-9a-f]{64})$/

/** What the backend sends when something that public pages show has changed. */
export const Revalidation = z.strictObject({
  tags: z
    .array(z.enum(["catalog", "shop"]))
    .min(1)
    .max(10),
})

/** Whether `header` is the signature of the body by the backend, at most five minutes old. */
export const isSignedByBackend = (secret: string, header: string | null, body: string, now: Date): boolean => {
  const [, time, given] = SIGNATURE.exec(header ?? "") ?? []
  if (time === undefined || given === undefined) return false
  const expected = createHmac("sha256", secret).update(`${time}.${body}`).digest()
  const isRecent = Math.abs(now.getTime() / 1000 - Number(time)) <= TOLERANCE_SECONDS
  return timingSafeEqual(expected, Buffer.from(given, "hex")) && isRecent
}

/** Creates a limit per second, so that a signed request that is sent again and again doesn't disable the cache. */
export const createLimit = (clock: () => number) => {
  let second = -1
  let count = 0
  return (): boolean => {
    const current = Math.floor(clock() / 1000)
    if (current !== second) {
      second = current
      count = 0
    }
    count += 1
    return count <= MAX_PER_SECOND
  }
}
