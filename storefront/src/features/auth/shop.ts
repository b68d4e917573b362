import "server-only"
import { z } from "zod"

import { callShop } from "@/lib/medusa"

const Token = z.object({ token: z.string().min(1) })
const Anything = z.object({}).loose()
const EMAILPASS = "/auth/customer/emailpass"

/** The identity routes of the shop. Each throws ShopError on refusal. */
export const shopAuth = {
  signIn: async (email: string, password: string): Promise<string> =>
    (await callShop({ method: "POST", path: EMAILPASS, body: { email, password }, response: Token })).data.token,

  /** A token without a customer behind it yet. */
  register: async (email: string, password: string): Promise<string> =>
    (await callShop({ method: "POST", path: `${EMAILPASS}/register`, body: { email, password }, response: Token })).data
      .token,

  createCustomer: async (token: string, email: string, fullName: string): Promise<void> => {
    const words = fullName.split(/\s+/)
    const last = words.length > 1 ? words.at(-1) : undefined
    await callShop({
      method: "POST",
      path: "/store/customers",
      token,
      body: {
        email,
        first_name: words.slice(0, last ? -1 : undefined).join(" "),
        ...(last ? { last_name: last } : {}),
      },
      response: Anything,
    })
  },

  requestReset: async (email: string): Promise<void> => {
    await callShop({
      method: "POST",
      path: `${EMAILPASS}/reset-password`,
      body: { identifier: email },
      response: Anything,
    })
  },

  /** `token` is the one from the mail; it says whose password it is. */
  resetPassword: async (token: string, password: string): Promise<void> => {
    await callShop({ method: "POST", path: `${EMAILPASS}/update`, token, body: { password }, response: Anything })
  },
}
