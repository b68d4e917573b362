import "server-only"
import { z } from "zod"

import { callShop } from "@/lib/medusa"

const Token = z.object({ token: z.string().min(1) })
const Anything = z.object({}).loose()
const EMAILPASS = "/auth/customer/emailpass"

/** The identity routes of the shop. Each throws ApiError on refusal. */
export const shopAuth = {
  signIn: async (email: string, password: string): Promise<string> =>
    (await callShop({ method: "POST", path: EMAILPASS, body: { email, password }, response: Token })).data.token,

  /** Emails a link that creates an account, or the news that there is one. */
  requestRegistration: async (email: string): Promise<void> => {
    await callShop({ method: "POST", path: "/store/registrations", body: { email }, response: Anything })
  },

  /** `token` is the one from the email; it says whose account it is. */
  completeRegistration: async (token: string, fullName: string, password: string): Promise<void> => {
    const words = fullName.split(/\s+/)
    const last = words.length > 1 ? words.at(-1) : undefined
    await callShop({
      method: "POST",
      path: "/store/registrations/complete",
      body: {
        token,
        first_name: words.slice(0, last ? -1 : undefined).join(" "),
        ...(last ? { last_name: last } : {}),
        password,
      },
      response: Anything,
    })
  },

  /** Ends the sign-in at the shop, so that a copy of the token is worth nothing. */
  signOut: async (token: string): Promise<void> => {
    await callShop({ method: "DELETE", path: "/auth/session", token, response: Anything })
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
