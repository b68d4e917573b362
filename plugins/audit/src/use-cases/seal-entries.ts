import type { Knex } from "@medusajs/framework/mikro-orm/knex"

import { headOf, lockChain, type Seal, unsealedEntries, writeSeals } from "../data/chain"
import type { EntryContent, Link, Sealer } from "../domain/chain"
import { sealers } from "./secrets"

const BATCH = 500

const chainOn = (head: Link, entries: readonly EntryContent[], sealer: Sealer): Seal[] => {
  let previous = head
  return entries.map((entry) => {
    const seal = {
      id: entry.id,
      seq: previous.seq + 1,
      prev_hash: previous.hash,
      hash: sealer.seal(previous, entry),
      key_id: sealer.keyId,
    }
    previous = seal
    return seal
  })
}

/**
 * Appends every committed, unsealed entry to the chain, in the order of writing, and returns their number. Separate from
 * recording, so that writers take no lock; an entry of a long transaction gets a later position.
 */
export const sealEntries = async (knex: Knex): Promise<number> => {
  for (let total = 0; ;) {
    const sealed = await knex.transaction(async (trx) => {
      await lockChain(trx)
      const entries = await unsealedEntries(trx, BATCH)
      if (entries.length > 0) await writeSeals(trx, chainOn(await headOf(trx), entries, sealers().current))
      return entries.length
    })
    total += sealed
    if (sealed < BATCH) return total
  }
}
