import { createHmac } from "node:crypto"

import type { Logger } from "@medusajs/framework/types"

import { reportBackgroundFailure } from "./background-failures"
import { env } from "./env"

/** What changed: the catalog, or the shop's brand and pages. */
export type StorefrontTag = "catalog" | "shop"

/** Changes within this time are reported together: saving one product emits several events. */
const DELAY_MS = 50
const TIMEOUT_MS = 2_000
/** The storefront was cleared so often that it accepts no more in this second. */
const TOO_MANY_REQUESTS = 429

let scheduled: NodeJS.Timeout | undefined
const changed = new Set<StorefrontTag>()

const send = async (secret: string): Promise<void> => {
  const body = JSON.stringify({ tags: [...changed] })
  changed.clear()
  const time = Math.floor(Date.now() / 1000)
  const signature = createHmac("sha256", secret).update(`${time}.${body}`).digest("hex")
  const base = env().ATRIUM_REVALIDATION_URL ?? env().ATRIUM_STOREFRONT_URL
  const { ok, status } = await fetch(new URL("/api/revalidate", base), {
    method: "POST",
    headers: { "content-type": "application/json", "x-atrium-signature": `t=${time},v1=${signature}` },
    body,
    redirect: "error",
    signal: AbortSignal.timeout(TIMEOUT_MS),
  })
  if (!ok && status !== TOO_MANY_REQUESTS) throw new Error(`The storefront responded with ${status}`)
}

/**
 * Reports a change to the storefront, which then renders its public pages again. A hint that nobody waits
 * for: without it, pages expire within a second, so a failure is only counted and logged. Does nothing without `ATRIUM_REVALIDATION_SECRET`.
 */
export const notifyStorefront = (logger: Logger, tag: StorefrontTag): void => {
  const secret = env().ATRIUM_REVALIDATION_SECRET
  if (!secret) return
  changed.add(tag)
  if (scheduled) return
  scheduled = setTimeout(() => {
    scheduled = undefined
    send(secret).catch((cause: unknown) => reportBackgroundFailure(logger, "storefront_not_notified", cause))
  }, DELAY_MS).unref()
}
