"use server"

import { cookies, headers } from "next/headers"
import { redirect } from "next/navigation"
import { localPath } from "@/features/auth/next-path"
import { stopForwarding } from "@/features/analytics/stop-forwarding"
import { moveCartToRegion } from "@/features/cart/change-cart"
import { CURRENCY_COOKIE, listRegions } from "@/lib/medusa"
import { writeConsent } from "@/lib/consent"
import { CONSENT_COOKIE, YEAR_SECONDS } from "@/lib/cookies"

const OPTIONS = { maxAge: YEAR_SECONDS, path: "/", sameSite: "lax" } as const

/** Stores the visitor's currency if the shop sells in it. */
export const chooseCurrency = async (form: FormData): Promise<void> => {
  const currency = form.get("currency")
  const regions = await listRegions()
  const region = regions.find(({ currency_code }) => currency_code === currency)
  if (region) {
    ;(await cookies()).set(CURRENCY_COOKIE, region.currency_code, OPTIONS)
    await moveCartToRegion(region.id)
  }
  await returnToPage()
}

/** Stores the visitor's analytics choice, with the time and the version of the question. Scripts read this cookie, so it is not httpOnly. */
export const chooseConsent = async (form: FormData): Promise<void> => {
  const allowed = form.get("consent") === "yes"
  ;(await cookies()).set(CONSENT_COOKIE, writeConsent({ allowed, at: new Date() }), OPTIONS)
  if (!allowed) await stopForwarding()
  await returnToPage()
}

/**
 * Redirects to the page whose form was submitted without React, so that it is loaded again instead of submitted again.
 * React updates the page itself.
 */
const returnToPage = async (): Promise<void> => {
  const visitor = await headers()
  if (!visitor.get("accept")?.includes("text/html")) return
  const referrer = visitor.get("referer") ?? ""
  const { pathname, search } = URL.canParse(referrer) ? new URL(referrer) : new URL("http://shop.invalid/")
  redirect(localPath(`${pathname}${search}`, "/"))
}
