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

/** The signed-in customer; undefined for guests and for a sign-in that has ended. Asked of the shop each time. */
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

/** For pages of the account: the customer and the token, or off to the sign-in and back. */
export const requireCustomer = async (path: string): Promise<{ customer: Customer; token: string }> => {
  const [customer, token] = await Promise.all([currentCustomer(), sessionToken()])
  if (!customer || !token) redirect(`/sign-in?${new URLSearchParams({ next: path }).toString()}`)
  return { customer, token }
}
