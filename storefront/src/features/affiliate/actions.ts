"use server"

import { EnrollAsAffiliate, routes } from "@atrium/affiliate-commissions/contracts"
import { revalidatePath } from "next/cache"

import { type FormState, formValues } from "@/features/auth/form-state"
import { requireCustomer } from "@/features/auth/queries"
import { fieldErrors } from "@/features/auth/schema"
import { callRoute, failureOf, isApiError } from "@/lib/medusa"

const CLOSED = ["programme_closed", "already_enrolled"]

/** Enrolls the customer in the affiliate program, with the code they entered, if any. Enrolling twice is a no-op. */
export const join = async (_state: FormState, form: FormData): Promise<FormState> => {
  const { token } = await requireCustomer("/affiliate")
  const values = formValues(form)
  const code = values.code?.trim()
  const parsed = EnrollAsAffiliate.safeParse(code ? { code } : {})
  if (!parsed.success) return { errors: fieldErrors(parsed.error), values }
  try {
    await callRoute(routes, "POST /store/customers/me/affiliate", { body: parsed.data, token })
  } catch (error) {
    if (!isApiError(error)) throw error
    const { message, suggestedAction, details } = failureOf(error)
    if (error.code === "code_taken") return { errors: { code: `${message} ${suggestedAction}` }, values }
    if (details.code) return { errors: { code: details.code }, values }
    if (CLOSED.includes(error.code)) revalidatePath("/affiliate")
    return { errors: {}, problem: [message, suggestedAction].filter(Boolean).join(" "), values }
  }
  revalidatePath("/affiliate")
  return { errors: {}, values: {}, done: true }
}
