import { likeContaining } from "@atrium/server"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"

import type { AuditFilters } from "../contracts"
import { CONTENT, type EntryRow } from "./entry-row"

export type FoundRow = Omit<EntryRow, "search" | "prev_hash" | "key_id">

/** Entries that match; `masks` are how a person may appear in the log instead of their email address. */
const matching = (knex: Knex, filters: AuditFilters, masks: readonly string[]) =>
  knex<EntryRow>("audit_entry").modify((builder) => {
    for (const field of ["actor_type", "actor_id", "target_type", "target_id", "address"] as const) {
      const value = filters[field]
      if (value !== undefined) builder.where(field, value)
    }
    for (const field of ["action", "category", "outcome"] as const) {
      const values = filters[field]
      if (values?.length) builder.whereIn(field, values)
    }
    const { $gte: from, $lte: to } = filters.created_at ?? {}
    if (from !== undefined) builder.where("created_at", ">=", new Date(from))
    if (to !== undefined) builder.where("created_at", "<=", new Date(to))
    const { q } = filters
    if (q)
      builder.where((any) => {
        for (const text of [q, ...masks]) any.orWhereLike("search", likeContaining(text.toLowerCase()))
      })
  })

const FIELDS = [...CONTENT, "seq", "hash"] as const

export const findEntries = (
  knex: Knex,
  filters: AuditFilters,
  masks: readonly string[],
  page: { limit: number; offset: number; newestFirst: boolean }
): Promise<FoundRow[]> =>
  // Entries get their id as they are written: its order is that of time, and its index serves every page.
  matching(knex, filters, masks)
    .select(FIELDS)
    .orderBy("id", page.newestFirst ? "desc" : "asc")
    .limit(page.limit)
    .offset(page.offset)

export const countEntries = async (knex: Knex, filters: AuditFilters, masks: readonly string[]): Promise<number> => {
  const [row] = await matching(knex, filters, masks).count<{ count: string }[]>()
  return Number(row?.count ?? 0)
}

/** Entries that match and are older than `id`, newest first. */
export const findBefore = (
  knex: Knex,
  filters: AuditFilters,
  masks: readonly string[],
  id: string | undefined,
  limit: number
): Promise<FoundRow[]> =>
  matching(knex, filters, masks)
    .modify((builder) => {
      if (id !== undefined) builder.where("id", "<", id)
    })
    .select(FIELDS)
    .orderBy("id", "desc")
    .limit(limit)

export const findEntry = (knex: Knex, id: string): Promise<FoundRow | undefined> =>
  knex<EntryRow>("audit_entry").where("id", id).first(FIELDS)
