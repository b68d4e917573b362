import { redirect } from "next/navigation"

import type { FormState } from "@/features/auth/form-state"
import { failureOf, isApiError } from "@/lib/medusa"

/**
 * The state of a form whose call the backend refused: an error for each invalid field, or one message. Redirects to the
 * sign-in page when the session has ended.
 */
export const formError = (error: unknown, values: Record<string, string>, page = "/account"): FormState => {
  if (!isApiError(error)) throw error
  if (error.status === 401) redirect(`/sign-in?${new URLSearchParams({ next: page }).toString()}`)
  if (error.status === 429) return { errors: {}, problem: "Too many attempts. Wait a minute, then try again.", values }
  const { message, suggestedAction, details } = failureOf(error)
  const { first_name, last_name, ...fields } = details
  const name = first_name ?? last_name
  if (Object.keys(details).length) return { errors: { ...fields, ...(name ? { full_name: name } : {}) }, values }
  return { errors: {}, problem: [message, suggestedAction].filter(Boolean).join(" "), values }
}
