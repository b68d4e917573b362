import type { Knex } from "@medusajs/framework/mikro-orm/knex"

import type { OwnersFound } from "../data/accounts"
import { ownerNames } from "../extension-points"

type Owned = { readonly owner_type: string; readonly owner_id: string }
export type Named<T> = T & { owner_name: string | null }

/** Returns a function that adds the owner's name to a row. Reads the names once per owner type. */
export const ownerNamer = async (
  knex: Knex,
  rows: readonly Owned[]
): Promise<<T extends Owned>(row: T) => Named<T>> => {
  const idsOf = (type: string) => [
    ...new Set(rows.filter(({ owner_type }) => owner_type === type).map(({ owner_id }) => owner_id)),
  ]
  const lookups = ownerNames.all().flatMap(({ type, of }) => {
    const ids = idsOf(type)
    return ids.length ? [of(knex, ids).then((found) => [type, found] as const)] : []
  })
  const named = new Map(await Promise.all(lookups))
  return (row) => ({ ...row, owner_name: named.get(row.owner_type)?.get(row.owner_id) ?? null })
}

/** Owners whose names contain these words. Reads once per owner type. */
export const findOwners = async (knex: Knex, words: string): Promise<OwnersFound[]> =>
  Promise.all(ownerNames.all().map(async ({ type, find }) => ({ type, ids: await find(knex, words) })))
