import { checkedRows, column, countMatching, likeContaining, listPage } from "@atrium/server"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { z } from "zod"

import type { AuditFilters } from "../contracts"
import { ContentRow } from "./entry-row"

const FoundRow = ContentRow.extend({ seq: column.text.nullable(), hash: column.text.nullable() })
export type FoundRow = z.output<typeof FoundRow>

/** Matching entries; `masks` are the masked forms of an email address or phone number in the search. */
const matching = (knex: Knex, filters: AuditFilters, masks: readonly string[]) =>
  knex("audit_entry").modify((builder) => {
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

const FIELDS = Object.keys(FoundRow.shape)

// Ids are assigned in order of time, so their index can sort every page.
const SORTED = { created_at: "id" } as const

/** A page of entries and how many match. */
export const findEntries = (
  knex: Knex,
  filters: AuditFilters,
  masks: readonly string[],
  page: { order: string; limit: number; offset: number }
): Promise<{ rows: FoundRow[]; count: number }> =>
  listPage(knex, {
    schema: FoundRow,
    matching: matching(knex, filters, masks),
    rows: knex("audit_entry").select(FIELDS),
    id: "id",
    searched: filters.q ? { rows: knex("audit_entry"), as: "audit_entry" } : undefined,
    sorted: SORTED,
    ...page,
  })

export const countEntries = (knex: Knex, filters: AuditFilters, masks: readonly string[]): Promise<number> =>
  countMatching(knex, matching(knex, filters, masks))

/** Matching entries older than `id`, newest first. */
export const findBefore = async (
  knex: Knex,
  filters: AuditFilters,
  masks: readonly string[],
  id: string | undefined,
  limit: number
): Promise<FoundRow[]> =>
  checkedRows(
    FoundRow,
    await matching(knex, filters, masks)
      .modify((builder) => {
        if (id !== undefined) builder.where("id", "<", id)
      })
      .select(FIELDS)
      .orderBy("id", "desc")
      .limit(limit)
  )

export const findEntry = async (knex: Knex, id: string): Promise<FoundRow | undefined> =>
  checkedRows(FoundRow, await knex("audit_entry").where({ id }).select(FIELDS))[0]
