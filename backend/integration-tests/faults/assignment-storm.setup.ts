import { randomUUID } from "node:crypto"

import type { Client } from "pg"

/** Services of the demo catalogue by field; each request's effort is what its template says. */
export const FIELDS = {
  visa: ["business-visa", "work-visa", "student-visa"],
  accounting: ["gst-registration", "monthly-bookkeeping"],
  legal: ["trademark-registration", "company-incorporation"],
} as const

const SKILLS = {
  visa: ["immigration", "work-permits", "students"],
  accounting: ["gst", "bookkeeping"],
  legal: ["trademark", "company-law"],
} as const
type Field = keyof typeof FIELDS

export type StormProvider = {
  id: string
  fields: Field[]
  weight: number
  capacityHours: number
  workingHours: Record<string, [string, string][]>
  zone: string
  /** True when the provider can't take its share: too little capacity, absent, or not working before the contact deadline. */
  bounded: boolean
}

const ZONES = ["Asia/Kolkata", "Europe/London", "America/New_York", "Asia/Singapore"]
const WEIGHTS = [80, 100, 125]
const DAYS = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"] as const
const SIX_DAYS = Object.fromEntries(DAYS.slice(1).map((day) => [day, [["09:00", "18:00"]]])) as Record<
  string,
  [string, string][]
>

/** The one weekday that is neither today, nor tomorrow, nor the working day after it, nor yesterday. */
const unreachableDay = (now: Date): string => {
  const monday = now.getUTCDay() === 5 || now.getUTCDay() === 6 || now.getUTCDay() === 0
  return monday ? "thu" : (DAYS[(now.getUTCDay() + 4) % 7] ?? "sat")
}

/** Twenty providers who can take their share, specialists and generalists, and four who can't. */
export const stormProviders = (now: Date): StormProvider[] => {
  const all: Field[] = ["visa", "accounting", "legal"]
  const fields: Field[][] = [
    ...all.flatMap((field) => Array.from({ length: 4 }, () => [field])),
    ...Array.from({ length: 8 }, () => all),
  ]
  const free = fields.map((own, index) => ({
    id: `prov_storm_${String(index).padStart(2, "0")}`,
    fields: own,
    weight: WEIGHTS[index % WEIGHTS.length] ?? 100,
    capacityHours: 50,
    workingHours: SIX_DAYS,
    zone: ZONES[index % ZONES.length] ?? "UTC",
    bounded: false,
  }))
  const bounded = { fields: all, weight: 100, capacityHours: 50, workingHours: SIX_DAYS, zone: "UTC", bounded: true }
  return [
    ...free,
    { ...bounded, id: "prov_storm_small", capacityHours: 7 },
    { ...bounded, id: "prov_storm_odd", capacityHours: 5.5 },
    { ...bounded, id: "prov_storm_away" },
    { ...bounded, id: "prov_storm_late", workingHours: { [unreachableDay(now)]: [["09:00", "18:00"]] } },
  ]
}

/** Replaces the demo's providers with the test's; all joined before the period the policy looks at. */
export const insertProviders = async (
  client: Client,
  providers: readonly StormProvider[],
  now: Date
): Promise<void> => {
  await client.query("UPDATE provider SET status = 'suspended'")
  const rows = providers.map((one) => ({
    ...{ id: one.id, email: `${one.id}@example.com`, zone: one.zone, weight: one.weight },
    ...{ skills: one.fields.flatMap((field) => SKILLS[field]), hours: one.workingHours },
    capacity: one.capacityHours * 60,
  }))
  await client.query(
    `INSERT INTO provider (id, name, email, status, skills, languages, time_zone, working_hours,
       capacity_minutes_per_week, weight, active_since, created_at, updated_at)
     SELECT p.id, p.id, p.email, 'active', p.skills, '{en}', p.zone, p.hours, p.capacity, p.weight,
       CAST($2 AS timestamptz) - interval '90 days', $2, $2
     FROM jsonb_to_recordset($1) AS p(id text, email text, zone text, weight int, skills text[], hours jsonb, capacity int)`,
    [JSON.stringify(rows), now]
  )
  await client.query(
    `INSERT INTO provider_absence (id, provider_id, starts_at, ends_at, created_at, updated_at)
     VALUES ('pabs_storm', 'prov_storm_away', CAST($1 AS timestamptz) - interval '1 hour',
       CAST($1 AS timestamptz) + interval '60 days', $1, $1)`,
    [now]
  )
}

const ZEROS = ["fulfilled", "shipped", "return_requested", "return_received", "return_dismissed", "written_off"]

/**
 * Inserts paid orders as core writes them, with five units of one service each, and the work that a captured payment
 * schedules: all in one transaction, so that every request arrives at once.
 */
export const insertPaidOrders = async (client: Client, units: number): Promise<void> => {
  const handles = Object.values(FIELDS).flat()
  const orders = Array.from({ length: units / 5 }, (_, index) => ({
    // Work scheduled for the same moment starts in the order of ids: these alternate between fields and their services.
    id: `${String(index).padStart(4, "0")}${randomUUID().replaceAll("-", "")}`,
    handle: Object.values(FIELDS)[index % 3]?.[Math.floor(index / 3) % (Object.values(FIELDS)[index % 3]?.length ?? 1)],
  }))
  if (orders.some(({ handle }) => !handle || !handles.includes(handle))) throw new Error("A category has no services")
  const list = `jsonb_to_recordset($1) AS o(id text, handle text)`
  const rows = JSON.stringify(orders)
  const columns = ZEROS.flatMap((name) => [`${name}_quantity`, `raw_${name}_quantity`]).join(", ")
  const zeros = ZEROS.map(() => `0, '{"value": "0", "precision": 20}'::jsonb`).join(", ")
  await client.query("BEGIN")
  await client.query(
    `INSERT INTO "order" (id, version, email, currency_code, status)
     SELECT 'order_' || o.id, 1, 'storm-' || o.id || '@example.com', 'inr', 'pending' FROM ${list}`,
    [rows]
  )
  await client.query(
    `INSERT INTO order_summary (id, order_id, version, totals)
     SELECT 'ordsum_' || o.id, 'order_' || o.id, 1, '{"current_order_total": 1000}' FROM ${list}`,
    [rows]
  )
  await client.query(
    `INSERT INTO order_line_item (id, title, product_title, variant_title, product_id, variant_id, unit_price, raw_unit_price)
     SELECT 'ordli_' || o.id, p.title, p.title, 'Basic', p.id, v.content -> 'tiers' -> 0 ->> 'variant_id', 200,
       '{"value": "200", "precision": 20}'
     FROM ${list} JOIN product p ON p.handle = o.handle JOIN service_template t ON t.product_id = p.id
     JOIN service_template_version v ON v.id = t.current_version_id`,
    [rows]
  )
  await client.query(
    `INSERT INTO order_item (id, order_id, version, item_id, quantity, raw_quantity, ${columns})
     SELECT 'orditem_' || o.id, 'order_' || o.id, 1, 'ordli_' || o.id, 5, '{"value": "5", "precision": 20}', ${zeros}
     FROM ${list}`,
    [rows]
  )
  await client.query(
    `INSERT INTO order_transaction (id, order_id, version, amount, raw_amount, currency_code)
     SELECT 'ordtrx_' || o.id, 'order_' || o.id, 1, 1000, '{"value": "1000", "precision": 20}', 'inr' FROM ${list}`,
    [rows]
  )
  await client.query(
    `SELECT enqueue_work((SELECT jsonb_agg(jsonb_build_object('id', 'work_' || o.id,
       'key', 'service-provisioning.provision-payment:order:order_' || o.id, 'kind', 'service-provisioning.provision-payment',
       'version', 1, 'payload', jsonb_build_object('order_id', 'order_' || o.id, 'payment_id', NULL), 'max_attempts', 12,
       'backoff_seconds', 2, 'run_at', now(), 'request_id', NULL)) FROM ${list}), now())`,
    [rows]
  )
  await client.query("COMMIT")
}
