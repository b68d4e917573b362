import { announce, onAnnouncement } from "@atrium/server"
import type { AtriumError } from "@atrium/kernel"
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"

import { accountStatusOf } from "../data/core/account-status"
import { type Credential, decideCredential } from "../domain/credential"
import { actors } from "../extension-points"

/** How long a decision is cached if no announcement clears it. */
const CACHE_MS = 5_000
const MAX_CACHED = 20_000
const TOPIC = "identity.changed"

// One cache for the process even if this module is loaded twice (source and build side by side).
const SLOT = Symbol.for("atrium.identity.authorized")
const holder = globalThis as typeof globalThis & { [SLOT]?: Map<string, number> }
const authorizationCache = (): Map<string, number> => {
  if (holder[SLOT]) return holder[SLOT]
  onAnnouncement(TOPIC, () => holder[SLOT]?.clear())
  return (holder[SLOT] = new Map<string, number>())
}

/**
 * Clears the cache of authorized credentials in all processes, after an identity or account has changed. Each credential is
 * then checked again with one statement.
 */
export const clearAuthorizations = (): void => {
  authorizationCache().clear()
  announce(TOPIC)
}

export type Authorization =
  | { readonly authorized: true }
  | { readonly authorized: false; readonly refusal?: AtriumError }

const AUTHORIZED: Authorization = { authorized: true }
const REFUSED: Authorization = { authorized: false }

/**
 * Whether a credential is still valid: one statement, cached for a few seconds. Only positive decisions are cached.
 * @param fresh bypasses the cache: for routes that issue new credentials from this one
 */
export const authorizeCredential = async (
  container: MedusaContainer,
  credential: Credential,
  { tokenHash, fresh = false }: { tokenHash: string | null; fresh?: boolean }
): Promise<Authorization> => {
  const definition = actors.get(credential.actorType)
  if (!definition) return REFUSED
  const { identityId, actorType, actorId, epoch, expiresAt } = credential
  const key = JSON.stringify([identityId, actorType, actorId, epoch, expiresAt, tokenHash])
  const now = Date.now()
  const cache = authorizationCache()
  if (!fresh && (cache.get(key) ?? 0) > now && (expiresAt === null || expiresAt * 1000 > now)) return AUTHORIZED
  const status = await accountStatusOf(
    container.resolve(ContainerRegistrationKeys.PG_CONNECTION),
    credential,
    definition,
    tokenHash
  )
  const decision = decideCredential(credential, status, now / 1000)
  if (decision === "inactive" && definition.refusal) return { authorized: false, refusal: definition.refusal() }
  if (decision !== "authorized") return REFUSED
  if (cache.size >= MAX_CACHED) cache.clear()
  cache.set(key, now + CACHE_MS)
  return AUTHORIZED
}
