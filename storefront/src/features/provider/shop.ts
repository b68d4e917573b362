import "server-only"
import { z } from "zod"

import { callShop } from "@/lib/medusa"

const Token = z.object({ token: z.string().min(1) })
const Anything = z.object({}).loose()
const Accepted = z.object({ provider: z.object({ email: z.string() }) })
const EMAILPASS = "/auth/provider/emailpass"

/** The provider's identity routes. Each throws ApiError on refusal. */
export const providerAuth = {
  signIn: async (email: string, password: string): Promise<string> =>
    (await callShop({ method: "POST", path: EMAILPASS, body: { email, password }, response: Token })).data.token,

  /** Sets the invited provider's password; gives the mailbox to sign in with. */
  acceptInvitation: async (token: string, password: string): Promise<string> =>
    (
      await callShop({
        method: "POST",
        path: "/provider/invitations/accept",
        body: { token, password },
        response: Accepted,
      })
    ).data.provider.email,

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
