import { eventually, openSession } from "@atrium/test-kit"

import type { Fleet } from "./fleet"

/**
 * Work that should be done by now. Ignores requests that no provider can take, which wait for staff by design, and work
 * scheduled for another day (commissions whose holding period ends).
 */
export const openWorkOf = (fleet: Pick<Fleet, "query">) =>
  fleet.query(
    `SELECT kind, status, last_error FROM work_item WHERE status NOT IN ('done', 'cancelled', 'parked')
     AND run_at < now() + interval '30 minutes'`
  )

/** The locks that are held in Redis right now. */
export const locksOf = async (fleet: Fleet): Promise<string[]> =>
  (await fleet.redis.ask("KEYS", "medusa_lock:*")).match(/medusa_lock:\S+/g) ?? []

const BEFORE_A_LOCK = `
  SELECT count(*) AS n FROM pg_stat_activity WHERE application_name = 'server-a' AND wait_event_type = 'Lock'`

/**
 * Kills server A in the middle of a completion, between core's writes and while it holds the cart's locks, and also the
 * worker; starts both again. The product has no switch for this: the test locks the table that the next write needs.
 */
export const killServerAndWorker = async (fleet: Fleet): Promise<void> => {
  const locker = await openSession(fleet.database.url)
  try {
    await locker.query("BEGIN")
    await locker.query("LOCK TABLE order_cart IN SHARE ROW EXCLUSIVE MODE")
    await eventually(
      () => fleet.count(BEFORE_A_LOCK),
      (waiting) => waiting > 0
    )
    await Promise.all([fleet.kill("server-a"), fleet.kill("worker")])
    const left = await locksOf(fleet)
    expect(left.length).toBeGreaterThan(0)
    // Every lock expires, whichever process held it.
    for (const key of left) expect(await fleet.redis.ask("TTL", key)).toMatch(/^:(\d+|-2)\r\n$/)
  } finally {
    await locker.query("ROLLBACK")
    await locker.end()
  }
  await Promise.all([fleet.start("server-a"), fleet.start("worker")])
}

const FLEET = "customer_email LIKE 'fleet-%'"

/** Counts of what must exist once and of what must not exist. */
const FACTS = {
  orders: `SELECT count(DISTINCT email) AS n FROM "order" WHERE email LIKE 'fleet-%'`,
  orders_too_many: `SELECT count(*) - count(DISTINCT email) AS n FROM "order" WHERE email LIKE 'fleet-%'`,
  captures: "SELECT count(*) AS n FROM capture WHERE deleted_at IS NULL",
  refunds: "SELECT count(*) AS n FROM refund",
  taken_at_gateway: `SELECT count(*) AS n FROM sandbox_payment_intent
    WHERE status = 'captured' AND captured = amount AND refunded = 0`,
  units: `SELECT count(DISTINCT (order_line_item_id, unit)) AS n FROM service_request WHERE ${FLEET}`,
  requests: `SELECT count(*) AS n FROM service_request WHERE ${FLEET}`,
  confirmations: `SELECT count(*) AS n FROM message
    WHERE recipient LIKE 'fleet-%' AND template = 'service-provisioning.order-confirmation'`,
  messages_not_sent: "SELECT count(*) AS n FROM message WHERE status <> 'sent'",
  requests_with_two_providers: `SELECT count(*) AS n FROM (
    SELECT request_id FROM assignment WHERE released_at IS NULL GROUP BY request_id HAVING count(*) > 1) twice`,
  assigned_without_assignment: `SELECT count(*) AS n FROM service_request r WHERE (r.provider_id IS NOT NULL) <>
    EXISTS (SELECT 1 FROM assignment a WHERE a.request_id = r.id AND a.released_at IS NULL
      AND a.provider_id = r.provider_id)`,
  neither_assigned_nor_waiting: `SELECT count(*) AS n FROM service_request r WHERE ${FLEET}
    AND r.provider_id IS NULL AND NOT EXISTS (SELECT 1 FROM assignment_waiting w WHERE w.request_id = r.id)`,
  commissions: "SELECT count(*) AS n FROM commission",
  commission_not_in_ledger: `SELECT abs((SELECT coalesce(sum(amount), 0) FROM commission)
    - (SELECT coalesce(sum(balance), 0) FROM ledger_account WHERE owner_type = 'affiliate')) AS n`,
  ledger_sum: "SELECT coalesce(sum(amount), 0) AS n FROM ledger_posting",
} as const

export type Facts = Record<keyof typeof FACTS, number>

export const factsOf = async (fleet: Pick<Fleet, "count">): Promise<Facts> => {
  const found: Partial<Facts> = {}
  for (const [name, sql] of Object.entries(FACTS)) found[name as keyof typeof FACTS] = await fleet.count(sql)
  return found as Facts
}
