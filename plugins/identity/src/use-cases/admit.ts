import { announce, onAnnouncement } from "@atrium/server"
import type { AtriumError } from "@atrium/kernel"
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"

import { standingOf } from "../data/core/standing"
import { type Credential, verdictOn } from "../domain/credential"
import { actors } from "../extension-points"

/** How long an admission is remembered where no announcement arrives. */
const REMEMBERED_MS = 5_000
const MOST_REMEMBERED = 20_000
const TOPIC = "identity.changed"

// One cache for the process even if this module is loaded twice (source and build side by side).
const SLOT = Symbol.for("atrium.identity.admitted")
const holder = globalThis as typeof globalThis & { [SLOT]?: Map<string, number> }
const remembered = (): Map<string, number> => {
  if (holder[SLOT]) return holder[SLOT]
  onAnnouncement(TOPIC, () => holder[SLOT]?.clear())
  return (holder[SLOT] = new Map<string, number>())
}

/**
 * Clears the cache of authorized callers, here and in the other processes: an identity or an account has changed. Everyone is checked
 * once more, which costs one statement each.
 */
export const forgetAdmissions = (): void => {
  remembered().clear()
  announce(TOPIC)
}

export type Admission = { readonly admitted: true } | { readonly admitted: false; readonly refusal?: AtriumError }

const ADMITTED: Admission = { admitted: true }
const REFUSED: Admission = { admitted: false }

/**
 * Whether a credential still counts: one statement, remembered for a few seconds. Only a "yes" is remembered.
 * @param fresh asks the database whatever is remembered: for routes that make new credentials out of this one
 */
export const admit = async (
  container: MedusaContainer,
  credential: Credential,
  { tokenHash, fresh = false }: { tokenHash: string | null; fresh?: boolean }
): Promise<Admission> => {
  const definition = actors.get(credential.actorType)
  if (!definition) return REFUSED
  const { identityId, actorType, actorId, epoch, expiresAt } = credential
  const key = JSON.stringify([identityId, actorType, actorId, epoch, expiresAt, tokenHash])
  const now = Date.now()
  const cache = remembered()
  if (!fresh && (cache.get(key) ?? 0) > now && (expiresAt === null || expiresAt * 1000 > now)) return ADMITTED
  const standing = await standingOf(
    container.resolve(ContainerRegistrationKeys.PG_CONNECTION),
    credential,
    definition,
    tokenHash
  )
  const verdict = verdictOn(credential, standing, now / 1000)
  if (verdict === "inactive" && definition.refusal) return { admitted: false, refusal: definition.refusal() }
  if (verdict !== "admitted") return REFUSED
  if (cache.size >= MOST_REMEMBERED) cache.clear()
  cache.set(key, now + REMEMBERED_MS)
  return ADMITTED
}
