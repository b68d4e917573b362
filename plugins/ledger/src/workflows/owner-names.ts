import { createRegistry } from "@atrium/kernel"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"

import type { OwnersFound } from "../modules/ledger/accounts"

/** What staff call the owners of one type. Each in one statement. */
export type OwnerNames = {
  /** Names by id; an owner without one is shown by its id. */
  readonly of: (knex: Knex, ids: readonly string[]) => Promise<ReadonlyMap<string, string>>
  /** Ids of the owners whose name contains these words, a hundred at most. */
  readonly find: (knex: Knex, words: string) => Promise<readonly string[]>
}

const registered = createRegistry<OwnerNames>("ledger.owner-names")

/**
 * Says what staff call the owners of a type. The ledger knows their ids alone; called on import by the plugin whose they
 * are.
 */
export const registerLedgerOwnerNames = (ownerType: string, names: OwnerNames): void =>
  registered.register(ownerType, names)

type Owned = { readonly owner_type: string; readonly owner_id: string }
export type Named<T> = T & { owner_name: string | null }

/** Gives what adds their owners' names to rows like these: one statement for each type among them that has names. */
export const ownerNamer = async (
  knex: Knex,
  rows: readonly Owned[]
): Promise<<T extends Owned>(row: T) => Named<T>> => {
  const idsOf = (type: string) => [
    ...new Set(rows.filter(({ owner_type }) => owner_type === type).map(({ owner_id }) => owner_id)),
  ]
  const asked = registered.entries().flatMap(([type, names]) => {
    const ids = idsOf(type)
    return ids.length ? [names.of(knex, ids).then((found) => [type, found] as const)] : []
  })
  const named = new Map(await Promise.all(asked))
  return (row) => ({ ...row, owner_name: named.get(row.owner_type)?.get(row.owner_id) ?? null })
}

/** Owners whose names contain these words: one statement for each type that has names. */
export const findOwners = async (knex: Knex, words: string): Promise<OwnersFound[]> =>
  Promise.all(registered.entries().map(async ([type, { find }]) => ({ type, ids: await find(knex, words) })))
