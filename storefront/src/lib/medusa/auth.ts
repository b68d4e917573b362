import "server-only"
import { z } from "zod"

import { callShop } from "./client"

const Token = z.object({ token: z.string().min(1) })
const Anything = z.object({}).loose()

/** Medusa's routes for signing in with a password, for one kind of account. Each throws ApiError on refusal. */
export const passwordAuth = (actor: "customer" | "provider") => {
  const path = `/auth/${actor}/emailpass`
  return {
    signIn: async (email: string, password: string): Promise<string> =>
      (await callShop({ method: "POST", path, body: { email, password }, response: Token })).data.token,

    requestReset: async (email: string): Promise<void> => {
      await callShop({
        method: "POST",
        path: `${path}/reset-password`,
        body: { identifier: email },
        response: Anything,
      })
    },

    /** `token` is the one from the email; it names the account. */
    resetPassword: async (token: string, password: string): Promise<void> => {
      await callShop({ method: "POST", path: `${path}/update`, token, body: { password }, response: Anything })
    },
  }
}

/** Revokes a token, so that a copy of it is worth nothing. */
export const revokeToken = async (token: string): Promise<void> => {
  await callShop({ method: "DELETE", path: "/auth/session", token, response: Anything })
}
