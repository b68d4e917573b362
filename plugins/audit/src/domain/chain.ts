import { createHash, createHmac, timingSafeEqual } from "node:crypto"

import type { Fingerprint } from "./clean-facts"

/** The fields a seal covers: every stored field of an entry. */
export type EntryContent = {
  readonly id: string
  readonly created_at: Date
  readonly action: string
  readonly category: string
  readonly outcome: string
  readonly actor_type: string
  readonly actor_id: string | null
  readonly actor_label: string | null
  readonly address: string | null
  readonly target_type: string | null
  readonly target_id: string | null
  readonly target_label: string | null
  readonly before: unknown
  readonly after: unknown
  readonly details: unknown
  readonly reason: string | null
  readonly request_id: string | null
}

/** The position of an entry in the chain. */
export type Link = { readonly seq: number; readonly hash: string }

/** The link before the first entry. */
export const CHAIN_START: Link = { seq: 0, hash: "0".repeat(64) }

// One secret has several uses. The name of the use is hashed, so that each gets a separate key.
const keyFor = (use: string, secret: string): Buffer =>
  createHmac("sha256", secret).update(`atrium.audit.${use}`).digest()

/** Identifies a secret without revealing it; stored in each sealed entry, so that secrets can be rotated. */
export const keyIdOf = (secret: string): string =>
  createHash("sha256").update(keyFor("key-id", secret)).digest("hex").slice(0, 8)

/** A keyed hash, so that masked values cannot be found by hashing likely ones. */
export const fingerprintWith = (secret: string): Fingerprint => {
  const key = keyFor("fingerprint", secret)
  return (value) => createHmac("sha256", key).update(value).digest("hex").slice(0, 8)
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value)

/** JSON with sorted keys, so that the same values give the same text in any order of the database. */
const canonical = (value: unknown): string =>
  JSON.stringify(value, (_key, item: unknown) =>
    isObject(item) ? Object.fromEntries(Object.entries(item).sort(([a], [b]) => (a < b ? -1 : 1))) : item
  )

const contentOf = (entry: EntryContent): unknown[] => [
  entry.id,
  entry.created_at.toISOString(),
  entry.action,
  entry.category,
  entry.outcome,
  entry.actor_type,
  entry.actor_id,
  entry.actor_label,
  entry.address,
  entry.target_type,
  entry.target_id,
  entry.target_label,
  entry.before,
  entry.after,
  entry.details,
  entry.reason,
  entry.request_id,
]

export type Sealer = {
  readonly keyId: string
  /** The seal of `entry` right after `previous`. */
  seal(previous: Link, entry: EntryContent): string
  /** The signature of an anchor, which confirms that the chain before it was pruned. */
  sign(anchor: Link): string
}

/**
 * Seals with a secret that is not in the database: an attacker with write access to the database can neither change an
 * entry nor recompute the chain.
 */
export const sealerOf = (secret: string): Sealer => {
  const chainKey = keyFor("chain", secret)
  const anchorKey = keyFor("anchor", secret)
  const keyId = keyIdOf(secret)
  return {
    keyId,
    seal: (previous, entry) =>
      createHmac("sha256", chainKey)
        .update(canonical(["v1", previous.seq + 1, previous.hash, keyId, ...contentOf(entry)]))
        .digest("hex"),
    sign: ({ seq, hash }) =>
      createHmac("sha256", anchorKey)
        .update(canonical(["v1", seq, hash, keyId]))
        .digest("hex"),
  }
}

/** Whether two seals are the same. */
export const sameSeal = (a: string, b: string): boolean =>
  a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b))
