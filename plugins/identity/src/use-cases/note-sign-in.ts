import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"

import { upsertSignIn } from "../data/sign-ins"
import type { Credential } from "../domain/credential"
import { nameDevice } from "./name-device"

/** A sign-in is written at most this often, so that requests cost no statement. */
const NOTED_MS = 5 * 60_000
const MAX_KEPT = 20_000

// One for the process even if this module is loaded twice (source and build side by side).
const SLOT = Symbol.for("atrium.identity.noted")
const holder = globalThis as typeof globalThis & { [SLOT]?: Map<string, number> }
const notedAt = (): Map<string, number> => (holder[SLOT] ??= new Map<string, number>())

export type Use = {
  readonly credential: Credential
  readonly tokenHash: string | null
  readonly userAgent?: string | undefined
}

/**
 * Records that a sign-in is used, at most every few minutes in each process. Skips credentials without a token or a second
 * factor.
 */
export const noteSignIn = async (
  container: MedusaContainer,
  { credential, tokenHash, userAgent }: Use
): Promise<void> => {
  const { identityId, actorType, actorId, epoch, expiresAt } = credential
  if (!tokenHash || !actorId || expiresAt === null) return
  const noted = notedAt()
  const now = Date.now()
  if (now - (noted.get(tokenHash) ?? 0) < NOTED_MS) return
  if (noted.size >= MAX_KEPT) noted.clear()
  // Before the statement, so that simultaneous requests write once.
  noted.set(tokenHash, now)
  try {
    await upsertSignIn(container.resolve(ContainerRegistrationKeys.PG_CONNECTION), {
      identityId,
      actorType,
      tokenHash,
      epoch,
      ...nameDevice(userAgent),
      now: new Date(now),
      expiresAt: new Date(expiresAt * 1000),
    })
  } catch (failure) {
    noted.delete(tokenHash)
    throw failure
  }
}
