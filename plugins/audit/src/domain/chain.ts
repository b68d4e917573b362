import { createHash, createHmac } from "node:crypto"

import type { Fingerprint } from "./clean-facts"

// One secret, several uses: each has its name in what is hashed, so that none can stand in for another.
const keyFor = (use: string, secret: string): Buffer =>
  createHmac("sha256", secret).update(`atrium.audit.${use}`).digest()

/** Names a secret without showing it: kept in each sealed entry, so that secrets can be rotated. */
export const keyIdOf = (secret: string): string =>
  createHash("sha256").update(keyFor("key-id", secret)).digest("hex").slice(0, 8)

/** Keyed, so that no list of likely values finds what was masked. */
export const fingerprintWith = (secret: string): Fingerprint => {
  const key = keyFor("fingerprint", secret)
  return (value) => createHmac("sha256", key).update(value).digest("hex").slice(0, 8)
}
