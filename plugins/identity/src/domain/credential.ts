import { z } from "zod"

const text = z.string().min(1)

/** What a signed token or a session says about its holder. Core writes it; `sign_in_epoch` comes from app_metadata. */
const Claims = z.looseObject({
  auth_identity_id: text,
  actor_type: text,
  actor_id: z.string().default(""),
  exp: z.number().optional(),
  app_metadata: z.looseObject({ sign_in_epoch: z.string().nullish() }).nullish(),
})

export type Credential = {
  readonly identityId: string
  readonly actorType: string
  /** Empty while the holder has proved a password and nothing more (a second factor is due). */
  readonly actorId: string
  readonly epoch: string | null
  /** Seconds since 1970; null when it never ends, which no credential of core does. */
  readonly expiresAt: number | null
}

/** Undefined for anything that does not name an identity: a reset token, a token someone else signed. */
export const credentialOf = (claims: unknown): Credential | undefined => {
  const parsed = Claims.safeParse(claims)
  if (!parsed.success) return undefined
  const { auth_identity_id, actor_type, actor_id, exp, app_metadata } = parsed.data
  return {
    identityId: auth_identity_id,
    actorType: actor_type,
    actorId: actor_id,
    epoch: app_metadata?.sign_in_epoch ?? null,
    expiresAt: exp ?? null,
  }
}

/** What the database knows about the identity and the account it is linked to. */
export type Standing = {
  /** Renewed with every new password: a credential of an older epoch is of an older password. */
  readonly epoch: string | null
  /** The account of this type that the identity is linked to. */
  readonly linkedActorId: string | null
  readonly actorExists: boolean
  readonly active: boolean
  readonly revoked: boolean
}

export type Verdict = "admitted" | "inactive" | "refused"

/**
 * Whether a credential still counts. Epochs are compared for equality, not times: a token made in the second of a
 * password change cannot be mistaken for a newer one.
 */
export const verdictOn = (credential: Credential, standing: Standing | undefined, nowSeconds: number): Verdict => {
  if (!standing || standing.revoked) return "refused"
  if (credential.expiresAt !== null && credential.expiresAt <= nowSeconds) return "refused"
  if (credential.epoch !== standing.epoch) return "refused"
  // Half a sign-in: it opens nothing but the second factor's routes.
  if (credential.actorId === "") return "admitted"
  if (!standing.actorExists || standing.linkedActorId !== credential.actorId) return "refused"
  return standing.active ? "admitted" : "inactive"
}
