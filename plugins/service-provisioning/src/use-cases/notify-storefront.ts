import { createHmac } from "node:crypto"

import { env } from "@atrium/server"

/** Changes within this time are reported together: saving one product emits several events. */
const DELAY_MS = 50
const TIMEOUT_MS = 2_000
const BODY = JSON.stringify({ tags: ["catalog"] })

let scheduled: NodeJS.Timeout | undefined

const send = async (secret: string): Promise<void> => {
  const time = Math.floor(Date.now() / 1000)
  const signature = createHmac("sha256", secret).update(`${time}.${BODY}`).digest("hex")
  const base = env().ATRIUM_REVALIDATION_URL ?? env().ATRIUM_STOREFRONT_URL
  await fetch(new URL("/api/revalidate", base), {
    method: "POST",
    headers: { "content-type": "application/json", "x-atrium-signature": `t=${time},v1=${signature}` },
    body: BODY,
    redirect: "error",
    signal: AbortSignal.timeout(TIMEOUT_MS),
  })
}

/**
 * Reports a change of the catalog to the storefront, which then renders its public pages again. A hint that nobody waits
 * for: without it, pages expire within a second. Does nothing without `ATRIUM_REVALIDATION_SECRET`.
 */
export const notifyStorefront = (): void => {
  const secret = env().ATRIUM_REVALIDATION_SECRET
  if (!secret || scheduled) return
  scheduled = setTimeout(() => {
    scheduled = undefined
    // A storefront that doesn't respond has no pages that could be outdated for long.
    send(secret).catch(() => undefined)
  }, DELAY_MS).unref()
}
