import { clock, commonErrors } from "@atrium/kernel"
import { checkedRows, column, foldedSql, likeFolded, listPage, nullable, openedRow, sealColumns } from "@atrium/server"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { generateEntityId } from "@medusajs/framework/utils"
import { z } from "zod"

import { assignmentErrors } from "../contracts/errors"
import type { ListProviders } from "../contracts/providers"
import { encryptedProviders, ProviderRow } from "./rows"

const StoredProvider = openedRow(encryptedProviders, ProviderRow)

/** What staff enter about a provider, as its row keeps it. */
export type ProviderProfile = Pick<
  ProviderRow,
  | "name"
  | "phone"
  | "skills"
  | "languages"
  | "regions"
  | "service_ids"
  | "time_zone"
  | "working_hours"
  | "capacity_minutes_per_week"
  | "weight"
  | "priority"
  | "blocked_emails"
>

const columnsOf = (id: string, { working_hours, phone, ...profile }: Partial<ProviderProfile>) => ({
  ...profile,
  ...sealColumns(encryptedProviders, id, { phone }),
  ...(working_hours ? { working_hours: JSON.stringify(working_hours) } : {}),
})

/** A provider; undefined when there is none. */
export const findProvider = async (knex: Knex, id: string): Promise<ProviderRow | undefined> =>
  checkedRows(StoredProvider, await knex("provider").where({ id }).whereNull("deleted_at"))[0]

/** A new provider, invited and without a password yet. Throws `provider_email_taken`. */
export const insertProvider = async (
  knex: Knex,
  { email, ...profile }: ProviderProfile & { email: string }
): Promise<ProviderRow> => {
  const now = clock.now()
  const id = generateEntityId(undefined, "prov")
  const inserted = await knex("provider")
    .insert({
      id,
      email,
      status: "invited",
      created_at: now,
      updated_at: now,
      ...columnsOf(id, profile),
    })
    .onConflict(knex.raw("(lower(email))"))
    .ignore()
    .returning("*")
  const [row] = checkedRows(StoredProvider, inserted)
  if (!row) throw assignmentErrors.fail("provider_email_taken", { details: { email: "This email address is taken" } })
  return row
}

/** The provider's row, locked until the caller's transaction ends. Throws `not_found`, `stale_version`. */
export const lockProvider = async (
  trx: Knex.Transaction,
  id: string,
  expected: string | undefined
): Promise<ProviderRow> => {
  const [row] = checkedRows(StoredProvider, await trx("provider").where({ id }).whereNull("deleted_at").forUpdate())
  if (!row) throw commonErrors.fail("not_found")
  if (expected && row.updated_at.getTime() !== new Date(expected).getTime()) throw commonErrors.fail("stale_version")
  return row
}

type StatusChange = Partial<Pick<ProviderRow, "status" | "suspended_at" | "active_since">>

/** Writes what changed; the new `updated_at` is always later than the one before. */
export const updateProvider = async (
  trx: Knex.Transaction,
  seen: ProviderRow,
  change: Partial<ProviderProfile> & StatusChange
): Promise<void> => {
  const stamp = new Date(Math.max(clock.now().getTime(), seen.updated_at.getTime() + 1))
  await trx("provider")
    .where({ id: seen.id })
    .update({ ...columnsOf(seen.id, change), updated_at: stamp })
}

/** Time under suspension counts like an absence when work is distributed afterwards. */
export const recordSuspension = async (trx: Knex.Transaction, id: string, since: Date): Promise<void> => {
  const now = clock.now()
  if (since >= now) return
  await trx("provider_absence").insert({
    id: generateEntityId(undefined, "pabs"),
    provider_id: id,
    kind: "suspension",
    starts_at: since,
    ends_at: now,
    created_at: now,
    updated_at: now,
  })
}

const ListedProvider = ProviderRow.extend({
  open_requests: column.integer,
  /** Reserved minutes by week, from last week on. */
  reserved: z.record(z.string(), column.integer),
})
export type ListedProvider = z.infer<typeof ListedProvider>

const LISTED = `
  p.*,
  (SELECT count(*)::int FROM assignment a WHERE a.provider_id = p.id AND a.released_at IS NULL) AS open_requests,
  (SELECT coalesce(jsonb_object_agg(to_char(w.week, 'YYYY-MM-DD'), w.reserved_minutes ORDER BY w.week), '{}')
   FROM provider_week w WHERE w.provider_id = p.id AND w.reserved_minutes > 0
     AND w.week > CAST(CAST(:now AS timestamptz) AS date) - 9) AS reserved`

const filtered = (knex: Knex, { q, status, skill }: Pick<ListProviders, "q" | "status" | "skill">) => {
  const query = knex({ p: "provider" }).whereNull("p.deleted_at")
  if (q) void query.andWhereRaw(`${foldedSql("p.name || ' ' || p.email")} LIKE ?`, [likeFolded(q)])
  if (status?.length) void query.whereIn("p.status", [...status])
  if (skill) void query.andWhereRaw("EXISTS (SELECT 1 FROM unnest(p.skills) s WHERE lower(s) = lower(?))", [skill])
  return query
}

const MOST_NAMED = 100

/** Ids of providers whose name contains this, at most a hundred. */
export const idsByName = async (knex: Knex, q: string): Promise<string[]> => {
  const rows = await knex("provider")
    .whereRaw(`${foldedSql("name")} LIKE ?`, [likeFolded(q)])
    .orderBy("id")
    .limit(MOST_NAMED)
    .select("id")
  return checkedRows(z.object({ id: column.text }), rows).map(({ id }) => id)
}

const SORTED = {
  name: "p.name",
  created_at: "p.created_at",
  last_assigned_at: nullable("p.last_assigned_at"),
} as const

/** One page and the number of all that match. */
export const listProviders = (
  knex: Knex,
  { limit, offset, order, ...filter }: ListProviders
): Promise<{ rows: ListedProvider[]; count: number }> =>
  listPage(knex, {
    schema: openedRow(encryptedProviders, ListedProvider),
    matching: filtered(knex, filter),
    rows: knex({ p: "provider" }).select(knex.raw(LISTED, { now: clock.now() })),
    id: "p.id",
    sorted: SORTED,
    order,
    limit,
    offset,
  })

const DetailedProvider = ListedProvider.extend({
  absences: z.array(
    z.object({ id: z.string(), starts_at: z.string(), ends_at: z.string(), reason: z.string().nullable() })
  ),
})
export type DetailedProvider = z.infer<typeof DetailedProvider>

/** One provider with their absences: those of the last 90 days and those to come. */
export const readProvider = async (knex: Knex, id: string): Promise<DetailedProvider | undefined> => {
  const rows = await knex({ p: "provider" })
    .where("p.id", id)
    .whereNull("p.deleted_at")
    .select(
      knex.raw(
        `${LISTED}, (SELECT coalesce(jsonb_agg(jsonb_build_object('id', b.id, 'starts_at', b.starts_at, 'ends_at', b.ends_at,
           'reason', b.reason) ORDER BY b.starts_at, b.id), '[]')
         FROM provider_absence b WHERE b.provider_id = p.id AND b.kind = 'absence' AND b.deleted_at IS NULL
           AND b.ends_at > CAST(:now AS timestamptz) - interval '90 days') AS absences`,
        { now: clock.now() }
      )
    )
  return checkedRows(openedRow(encryptedProviders, DetailedProvider), rows)[0]
}
