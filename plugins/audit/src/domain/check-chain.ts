import { type EntryContent, type Link, sameSeal, type Sealer } from "./chain"

/** Longer than any transaction: an entry this much older than its predecessor was inserted later. */
const BACKDATED_MS = 60 * 60 * 1000

export type SealedEntry = EntryContent & {
  readonly seq: string
  readonly prev_hash: string
  readonly hash: string
  readonly key_id: string
}

/** The first invalid position of the chain. */
export type Break = { readonly seq: number; readonly entry_id: string | null; readonly problem: string }

export type ChainState = { readonly link: Link; readonly newest: number }

const problemOf = (
  entry: SealedEntry,
  { link, newest }: ChainState,
  sealers: ReadonlyMap<string, Sealer>
): string | undefined => {
  const seq = Number(entry.seq)
  if (seq !== link.seq + 1)
    return seq === link.seq + 2
      ? `Entry ${link.seq + 1} is missing.`
      : `Entries ${link.seq + 1} to ${seq - 1} are missing.`
  const sealer = sealers.get(entry.key_id)
  if (!sealer) return `It was sealed with a secret that is not configured (key ${entry.key_id}).`
  if (entry.prev_hash !== link.hash) return "It does not follow the previous entry."
  if (!sameSeal(entry.hash, sealer.seal(link, entry))) return "It was changed after it was sealed."
  if (entry.created_at.getTime() < newest - BACKDATED_MS) return "It was backdated."
  return undefined
}

/** Checks the entries after `state` in order; returns the new state or the first break. */
export const checkEntries = (
  state: ChainState,
  entries: readonly SealedEntry[],
  sealers: ReadonlyMap<string, Sealer>
): { state: ChainState; broken?: Break } => {
  let current = state
  for (const entry of entries) {
    const problem = problemOf(entry, current, sealers)
    if (problem) return { state: current, broken: { seq: Number(entry.seq), entry_id: entry.id, problem } }
    current = {
      link: { seq: Number(entry.seq), hash: entry.hash },
      newest: Math.max(current.newest, entry.created_at.getTime()),
    }
  }
  return { state: current }
}

/** Compares a head recorded outside the shop with the chain. */
export const checkHead = (
  expected: Link,
  found: Link | undefined,
  last: Link,
  anchor: Link | undefined
): Break | undefined => {
  if (expected.seq > last.seq)
    return {
      seq: expected.seq,
      entry_id: null,
      problem: `The chain ends at entry ${last.seq}: entries up to ${expected.seq} existed and are missing.`,
    }
  // Pruned entries can no longer be compared; the anchor's signature covers them.
  if (anchor && expected.seq < anchor.seq) return undefined
  const now = anchor?.seq === expected.seq ? anchor : found
  return now && sameSeal(now.hash, expected.hash)
    ? undefined
    : { seq: expected.seq, entry_id: null, problem: "It is not the entry that was here when its hash was recorded." }
}
