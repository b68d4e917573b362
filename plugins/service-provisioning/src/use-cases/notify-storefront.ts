import { createHmac } from "node:crypto"

import { env, reportBackgroundFailure } from "@atrium/server"
import type { Logger } from "@medusajs/framework/types"

/** Changes within this time are reported together: saving one product emits several events. */
const DELAY_MS = 50
const TIMEOUT_MS = 2_000
/** The storefront was cleared so often that it accepts no more in this second. */
const TOO_MANY_REQUESTS = 429
const BODY = JSON.stringify({ tags: ["catalog"] })

let scheduled: NodeJS.Timeout | undefined

const send = async (secret: string): Promise<void> => {
  const time = Math.floor(Date.now() / 1000)
  const signature = createHmac("sha256", secret).update(`${time}.${BODY}`).digest("hex")
  const base = env().ATRIUM_REVALIDATION_URL ?? env().ATRIUM_STOREFRONT_URL
  const { ok, status } = await fetch(new URL("/api/revalidate", base), {
    method: "POST",
    headers: { "content-type": "application/json", "x-atrium-signature": `t=${time},v1=${signature}` },
    body: BODY,
    redirect: "error",
    signal: AbortSignal.timeout(TIMEOUT_MS),
  })
  if (!ok && status !== TOO_MANY_REQUESTS) throw new Error(`The storefront responded with ${status}`)
}

/**
 * Reports a change of the catalog to the storefront, which then renders its public pages again. A hint that nobody waits
 * for: without it, pages expire within a second, so a failure is only counted and logged. Does nothing without `ATRIUM_REVALIDATION_SECRET`.
 */
export const notifyStorefront = (logger: Logger): void => {
  const secret = env().ATRIUM_REVALIDATION_SECRET
  if (!secret || scheduled) return
  scheduled = setTimeout(() => {
    scheduled = undefined
    send(secret).catch((cause: unknown) => reportBackgroundFailure(logger, "storefront_not_notified", cause))
  }, DELAY_MS).unref()
}
