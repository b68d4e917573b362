import { createRegistry } from "@atrium/kernel"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"

/** Names of owners by id, in one statement; one that is missing is shown by its id. */
export type OwnerNames = (knex: Knex, ids: readonly string[]) => Promise<ReadonlyMap<string, string>>

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
    return ids.length ? [names(knex, ids).then((found) => [type, found] as const)] : []
  })
  const named = new Map(await Promise.all(asked))
  return (row) => ({ ...row, owner_name: named.get(row.owner_type)?.get(row.owner_id) ?? null })
}
