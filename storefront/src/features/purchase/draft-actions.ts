"use server"

import { DraftPlan, DraftValues, PurchaseCustomer } from "@atrium/service-provisioning/contracts"

import { failureOf, isApiError } from "@/lib/medusa"

import { emailPlanLink, savePlanChanges } from "./server-draft"

export type LinkResult = { sentTo: string } | { error: string }

const NOT_SAVED = "Something went wrong. Please try again."

/** Saves everything that was typed, and emails a link to continue on another device. */
export const emailPurchaseLink = async (input: {
  plan: DraftPlan
  values: Record<string, string[]>
  remind: boolean
}): Promise<LinkResult> => {
  const values = DraftValues.parse(input.values)
  const email = PurchaseCustomer.shape.email.safeParse(values["customer.email"]?.[0] ?? "")
  if (!email.success) return { error: email.error.issues[0]?.message ?? "" }
  const key = await savePlanChanges(DraftPlan.parse(input.plan), { values, remind: input.remind === true })
  if (!key) return { error: NOT_SAVED }
  try {
    await emailPlanLink(key, email.data)
    return { sentTo: email.data }
  } catch (error) {
    if (!isApiError(error)) throw error
    const { message, suggestedAction } = failureOf(error)
    return { error: `${message} ${suggestedAction}` }
  }
}
