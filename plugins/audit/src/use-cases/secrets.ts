import { env } from "@atrium/server"

import { type Sealer, sealerOf } from "../domain/chain"

let made: { of: string; current: Sealer; byKeyId: ReadonlyMap<string, Sealer> } | undefined

/** The sealer of today's secret, and those that verify what earlier secrets sealed, by key id. */
export const sealers = (): { current: Sealer; byKeyId: ReadonlyMap<string, Sealer> } => {
  const secrets = [env().ATRIUM_AUDIT_SECRET, ...env().ATRIUM_AUDIT_OLD_SECRETS]
  const of = secrets.join("\n")
  if (made?.of === of) return made
  const all = secrets.map(sealerOf)
  const byKeyId = new Map(all.map((sealer) => [sealer.keyId, sealer]))
  made = { of, current: sealerOf(env().ATRIUM_AUDIT_SECRET), byKeyId }
  return made
}
