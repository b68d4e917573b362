import { randomUUID } from "node:crypto"

import { systemActor } from "@atrium/kernel"
import { type Database, openDatabase } from "@atrium/test-kit/database"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"

import { lockAssignments, recordAssignment } from "../src/data/assignments"
import { decide } from "../src/domain/assignment"
import { gatherFacts } from "../src/use-cases/gather-facts"

/** A migrated and seeded database whose demo providers are suspended. */
export const openWithoutProviders = async (label: string): Promise<Database> => {
  const database = await openDatabase(label)
  await database.knex("provider").update({ status: "suspended" })
  return database
}

const ALWAYS = JSON.stringify(
  Object.fromEntries(["mon", "tue", "wed", "thu", "fri", "sat", "sun"].map((day) => [day, [["00:00", "24:00"]]]))
)

/** An active provider that can do everything at any time. */
export const insertProvider = async (
  knex: Knex,
  change: { id?: string; capacity_minutes_per_week?: number; weight?: number } = {}
): Promise<string> => {
  const id = change.id ?? `prov_${randomUUID().slice(0, 8)}`
  const stamp = new Date("2026-01-01")
  const { rows }: { rows: { skills: string[] }[] } = await knex.raw(
    `SELECT coalesce(array_agg(DISTINCT skill), '{}') AS skills
     FROM service_template_version v, jsonb_array_elements_text(v.content -> 'routing' -> 'skills') AS skill`
  )
  await knex("provider").insert({
    ...{ id, name: id, email: `${id}@example.com`, status: "active", skills: rows[0]?.skills ?? [], languages: ["en"] },
    ...{ time_zone: "UTC", working_hours: ALWAYS, capacity_minutes_per_week: 2400, weight: 100, ...change },
    ...{ active_since: stamp, created_at: stamp, updated_at: stamp },
  })
  return id
}

/** A service request of a demo service that is unassigned; returns its id and its effort in minutes. */
export const insertRequest = async (
  knex: Knex,
  handle: string,
  now = new Date()
): Promise<{ id: string; effort: number }> => {
  const id = `sreq_${randomUUID().slice(0, 12)}`
  const { rows }: { rows: { effort: number }[] } = await knex.raw(
    `WITH sold AS (
       SELECT p.id, p.title, v.id AS version_id, CAST(v.content -> 'routing' ->> 'effort_hours' AS numeric) * 60 AS effort
       FROM product p JOIN service_template t ON t.product_id = p.id
       JOIN service_template_version v ON v.id = t.current_version_id WHERE p.handle = :handle
     ), written AS (
       INSERT INTO service_request (id, reference_number, order_id, order_line_item_id, unit, service_id, service_title,
         tier_id, tier_title, template_version_id, customer_name, customer_email, customer_phone, requirements, intake,
         status, payment_amount, raw_payment_amount, currency_code, estimated_contact_hours, created_at, updated_at)
       SELECT :id, :id, 'order_x', :id, 1, sold.id, sold.title, 'variant_x', 'Basic', sold.version_id, 'Ravi',
         'ravi@example.com', '+911234567890', '', '{"questions": [], "answers": {}}', 'pending_contact', 1,
         '{"value": "1", "precision": 20}', 'inr', 8, :now, :now FROM sold
     )
     SELECT CAST(effort AS int) AS effort FROM sold`,
    { id, handle, now }
  )
  const [sold] = rows
  if (!sold) throw new Error(`There is no service ${handle}`)
  return { id, effort: sold.effort }
}

/** What the work does between its lock and its notices, at a given time; returns who was assigned. */
export const assign = (
  knex: Knex,
  requestId: string,
  { at = new Date(), locked = true }: { at?: Date; locked?: boolean } = {}
): Promise<string | undefined> =>
  knex.transaction(async (trx) => {
    if (locked) await lockAssignments(trx)
    const gathered = await gatherFacts(trx, requestId, at)
    if (!gathered) throw new Error("There is no such request")
    const { candidates, winner } = decide(gathered.policy.content, gathered.facts)
    if (!winner?.plan) return undefined
    const decision = {
      ...{ request: gathered.request, policy_version_id: gathered.policy.version_id, facts: gathered.facts },
      ...{ kind: "direct" as const, candidates, overridden: [], reason: null, actor: systemActor },
    }
    const kept = await recordAssignment(trx, decision, { provider_id: winner.provider_id, weeks: winner.plan })
    return kept?.provider.id
  })
