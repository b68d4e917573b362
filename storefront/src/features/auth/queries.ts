import "server-only"
import { redirect } from "next/navigation"
import { cache } from "react"
import { z } from "zod"

import { callShop, isApiError } from "@/lib/medusa"

import { sessionToken } from "./session"

const Me = z.object({
  customer: z.object({
    id: z.string(),
    email: z.string(),
    first_name: z.string().nullish(),
    last_name: z.string().nullish(),
    phone: z.string().nullish(),
  }),
})

export type Customer = { id: string; email: string; full_name: string; phone: string }

/**
 * Returns the signed-in customer, or undefined for guests and expired sessions. Checked with the backend per request.
 */
export const currentCustomer = cache(async (): Promise<Customer | undefined> => {
  const token = await sessionToken()
  if (!token) return undefined
  try {
    const { data } = await callShop({
      path: "/store/customers/me",
      query: { fields: "id,email,first_name,last_name,phone" },
      response: Me,
      token,
    })
    const { id, email, first_name, last_name, phone } = data.customer
    return { id, email, full_name: [first_name, last_name].filter(Boolean).join(" "), phone: phone ?? "" }
  } catch (error) {
    if (isApiError(error) && (error.status === 401 || error.status === 403 || error.status === 404)) return undefined
    throw error
  }
})

/** Returns the customer and their token. Guests are redirected to the sign-in page and back to `path` afterwards. */
export const requireCustomer = async (path: string): Promise<{ customer: Customer; token: string }> => {
  const [customer, token] = await Promise.all([currentCustomer(), sessionToken()])
  if (!customer || !token) redirect(`/sign-in?${new URLSearchParams({ next: path }).toString()}`)
  return { customer, token }
}
