import { z } from "zod"

const text = z.string().min(1)

/** Claims of a signed token or a session. Written by core; `sign_in_epoch` comes from app_metadata. */
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
  /** Empty while the second factor is still required. */
  readonly actorId: string
  readonly epoch: string | null
  /** Seconds since 1970; null if it does not expire, which no credential of core does. */
  readonly expiresAt: number | null
}

/** Undefined for claims without an identity, such as those of a reset token. */
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

/** The state of the identity and its linked account in the database. */
export type AccountStatus = {
  /** Renewed with every new password: a credential of another epoch belongs to an older password. */
  readonly epoch: string | null
  /** The account of this type that the identity is linked to. */
  readonly linkedActorId: string | null
  readonly actorExists: boolean
  readonly active: boolean
  readonly revoked: boolean
}

export type CredentialDecision = "authorized" | "inactive" | "refused"

/**
 * Whether a credential is still valid. Epochs are compared for equality, not by time: a token issued in the second of a
 * password change cannot be mistaken for a newer one.
 */
export const decideCredential = (
  credential: Credential,
  status: AccountStatus | undefined,
  nowSeconds: number
): CredentialDecision => {
  if (!status || status.revoked) return "refused"
  if (credential.expiresAt !== null && credential.expiresAt <= nowSeconds) return "refused"
  if (credential.epoch !== status.epoch) return "refused"
  // The second factor is still required: this credential works only on the routes for it.
  if (credential.actorId === "") return status.actorExists && !status.active ? "inactive" : "authorized"
  if (!status.actorExists || status.linkedActorId !== credential.actorId) return "refused"
  return status.active ? "authorized" : "inactive"
}
