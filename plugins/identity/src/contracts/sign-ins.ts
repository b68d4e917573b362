import { z } from "zod"

/** A valid sign-in of the person who asks. */
export const SignInOut = z.strictObject({
  id: z.string(),
  /** The type of account that it signed in to: `customer`, `provider` or `user`. */
  account: z.string(),
  /** "Chrome"; null when unknown. */
  browser: z.string().nullable(),
  /** "Windows"; null when unknown. */
  system: z.string().nullable(),
  first_seen_at: z.iso.datetime(),
  /** To within a few minutes. */
  last_seen_at: z.iso.datetime(),
  expires_at: z.iso.datetime(),
  /** Whether the request was made with it. */
  current: z.boolean(),
})
export type SignInOut = z.infer<typeof SignInOut>

export const SignInList = z.strictObject({ sign_ins: z.array(SignInOut) })
export const SignInEnded = z.strictObject({ status: z.literal("ended") })
/** Body of `POST …/sign-ins/end-others`: says what stays, so that an empty request signs nobody out. */
export const EndOtherSignIns = z.strictObject({ except: z.literal("current") })
/** A bearer token that replaces the one of the request; null for a session, which stays signed in. */
export const OtherSignInsEnded = z.strictObject({ token: z.string().nullable() })
