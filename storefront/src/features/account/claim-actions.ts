"use server"

import { correctReference } from "@atrium/reference-tracking/contracts"
import { routes } from "@atrium/service-provisioning/contracts"
import { redirect } from "next/navigation"

import { type FormState, formValues } from "@/features/auth/form-state"
import { requireCustomer } from "@/features/auth/queries"
import { callRoute, isApiError } from "@/lib/medusa"

import { formError } from "./form-error"

const PAGE = "/account/claim"
const UNKNOWN = "We can't find that number. Check it in the email about your purchase."

/** Adds a guest's purchase to the account, or emails a link to the purchase's address. */
export const claimPurchase = async (_state: FormState, form: FormData): Promise<FormState> => {
  const { token } = await requireCustomer(PAGE)
  const values = formValues(form)
  const typed = values.reference?.trim() ?? ""
  if (typed === "") return { errors: { reference: "Enter your reference number" }, values }
  const { kind, reference } = correctReference(typed)
  if (kind === "corrected") return { errors: { reference: `Did you mean ${reference}?` }, values }
  if (!reference) return { errors: { reference: UNKNOWN }, values }
  let isClaimed = false
  try {
    const { data } = await callRoute(routes, "POST /store/service-requests/:reference/claim", {
      params: { reference },
      body: {},
      token,
    })
    isClaimed = data.status === "claimed"
  } catch (error) {
    if (isApiError(error) && error.status === 404) return { errors: { reference: UNKNOWN }, values }
    return formError(error, values, PAGE)
  }
  if (isClaimed) redirect("/account?changed=claimed")
  return { errors: {}, values, done: true }
}

/** Adds a purchase to the account with the link emailed to the purchase's address. */
export const confirmPurchaseClaim = async (_state: FormState, form: FormData): Promise<FormState> => {
  const { token } = await requireCustomer(PAGE)
  const sent = form.get("token")
  try {
    await callRoute(routes, "POST /store/purchase-claims/confirm", {
      body: { token: typeof sent === "string" ? sent : "" },
      token,
    })
  } catch (error) {
    return formError(error, {}, PAGE)
  }
  redirect("/account?changed=claimed")
}
