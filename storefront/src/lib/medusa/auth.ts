import "server-only"
import { z } from "zod"

import { callShop } from "./client"

const Token = z.object({ token: z.string().min(1) })
const AnyObject = z.object({}).loose()

/** Returns Medusa's email and password routes for one actor type. Each throws ApiError on failure. */
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
        response: AnyObject,
      })
    },

    /** `token` comes from the email and identifies the account. */
    resetPassword: async (token: string, password: string): Promise<void> => {
      await callShop({ method: "POST", path: `${path}/update`, token, body: { password }, response: AnyObject })
    },
  }
}

/** Revokes a token, so that copies of it stop working too. */
export const revokeToken = async (token: string): Promise<void> => {
  await callShop({ method: "DELETE", path: "/auth/session", token, response: AnyObject })
}
