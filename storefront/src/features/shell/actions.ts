"use server"

import { cookies } from "next/headers"
import { CURRENCY_COOKIE, listRegions } from "@/lib/medusa"
import { CONSENT_COOKIE, YEAR_SECONDS } from "./cookies"

const OPTIONS = { maxAge: YEAR_SECONDS, path: "/", sameSite: "lax" } as const

/** Keeps the currency a visitor chose, when the shop sells in it. */
export const chooseCurrency = async (form: FormData): Promise<void> => {
  const chosen = form.get("currency")
  const regions = await listRegions()
  const region = regions.find((one) => one.currency_code === chosen)
  if (region) (await cookies()).set(CURRENCY_COOKIE, region.currency_code, OPTIONS)
}

/** Keeps whether a visitor lets the shop count visits. Read by scripts too, so that nothing is sent without it. */
export const chooseConsent = async (form: FormData): Promise<void> => {
  const answer = form.get("consent") === "yes" ? "yes" : "no"
  ;(await cookies()).set(CONSENT_COOKIE, answer, OPTIONS)
}
