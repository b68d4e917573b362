import type { Knex } from "@medusajs/framework/mikro-orm/knex"

import { linkAt, newestAnchor, sealedAfter, waitingEntries } from "../data/chain"
import { CHAIN_START, type Link, sameSeal } from "../domain/chain"
import { type Break, type ChainState, checkEntries, checkHead } from "../domain/check-chain"
import { sealers } from "./secrets"

const BATCH = 2000

export type Verification = {
  readonly ok: boolean
  /** Number of entries with a valid seal. */
  readonly checked: number
  /** The last valid entry; store it outside the shop to detect a removed end. */
  readonly head: Link
  /** The last pruned entry; 0 if none was pruned. */
  readonly pruned_through: number
  /** Number of entries not yet sealed. */
  readonly unsealed: number
  readonly unsealed_since: string | null
  readonly first_broken: Break | null
}

const anchorBreak = (anchor: (Link & { key_id: string; signature: string }) | undefined): Break | undefined => {
  if (!anchor) return undefined
  const sealer = sealers().byKeyId.get(anchor.key_id)
  if (sealer && sameSeal(anchor.signature, sealer.sign(anchor))) return undefined
  return { seq: anchor.seq, entry_id: null, problem: "Entries up to this one were removed without a valid signature." }
}

/** Verifies every sealed entry in one snapshot, oldest first; `head` is an earlier head that must still be there. */
export const verifyChain = (knex: Knex, head?: Link): Promise<Verification> =>
  knex.transaction(
    async (trx) => {
      const anchor = await newestAnchor(trx)
      const start = anchor ?? CHAIN_START
      let state: ChainState = { link: { seq: start.seq, hash: start.hash }, newest: 0 }
      let broken = anchorBreak(anchor)
      let checked = 0
      while (!broken) {
        const entries = await sealedAfter(trx, state.link.seq, BATCH)
        const result = checkEntries(state, entries, sealers().byKeyId)
        checked += result.state.link.seq - state.link.seq
        state = result.state
        broken = result.broken
        if (entries.length < BATCH) break
      }
      if (!broken && head) broken = checkHead(head, await linkAt(trx, head.seq), state.link, anchor)
      const waiting = await waitingEntries(trx)
      return {
        ok: !broken,
        checked,
        head: state.link,
        pruned_through: start.seq,
        unsealed: waiting.count,
        unsealed_since: waiting.since?.toISOString() ?? null,
        first_broken: broken ?? null,
      }
    },
    { isolationLevel: "repeatable read", readOnly: true }
  )
