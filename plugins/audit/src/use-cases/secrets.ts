import { env } from "@atrium/server"

import { type Sealer, sealerOf } from "../domain/chain"

let cached: { of: string; current: Sealer; byKeyId: ReadonlyMap<string, Sealer> } | undefined

/** The sealer of the current secret, and the sealers of all secrets by key id, to verify older entries. */
export const sealers = (): { current: Sealer; byKeyId: ReadonlyMap<string, Sealer> } => {
  const secrets = [env().ATRIUM_AUDIT_SECRET, ...env().ATRIUM_AUDIT_OLD_SECRETS]
  const of = secrets.join("\n")
  if (cached?.of === of) return cached
  const all = secrets.map(sealerOf)
  const byKeyId = new Map(all.map((sealer) => [sealer.keyId, sealer]))
  cached = { of, current: sealerOf(env().ATRIUM_AUDIT_SECRET), byKeyId }
  return cached
}
