import {
  beginPurchase,
  cloneTemplate,
  createApiClient,
  eventually,
  freePort,
  type Mailbox,
  openMailbox,
  openSession,
  payWith,
  type ShopProcess,
  startShopProcess,
} from "@atrium/test-kit"
import { randomUUID } from "node:crypto"
import type { Client } from "pg"

/**
 * SIGKILL at the worst moments of a purchase. The product has no switch for this: the test locks the table that the next
 * step writes, waits until the shop waits for that lock, kills it, releases the lock and starts the shop again.
 */
const CAPTURED = "sandbox_payment_intent WHERE status = 'captured'"
type Moment = { readonly moment: string; readonly locked: string; readonly reached: string }

export const BEFORE_BOOKS: Moment = {
  moment: "between the gateway's capture and its books",
  locked: "payment",
  reached: CAPTURED,
}

/** The most dangerous ones: money is about to move, has moved without its books, or has moved and nothing is made of it. */
export const WORST_MOMENTS: readonly Moment[] = [
  { moment: "inside the order's transaction", locked: "order_cart", reached: "gateway_event" },
  BEFORE_BOOKS,
  { moment: "after the capture, before provisioning", locked: "service_request", reached: "capture" },
]
export const OTHER_MOMENTS: readonly Moment[] = [
  { moment: "after the inbox's 2xx", locked: '"order"', reached: "gateway_event" },
  // The money is taken, and the order is there without its payment.
  { moment: "after the order, inside the payment's transaction", locked: "capture", reached: '"order"' },
  { moment: "inside provisioning", locked: "service_request_task", reached: "capture" },
  // The confirmation has been sent by then: SMTP is at-least-once, so a kill during delivery may repeat an email.
  { moment: "inside the assignment", locked: "assignment", reached: "message WHERE status = 'sent'" },
  { moment: "before the email", locked: "notification", reached: "message" },
]

type KillableShop = {
  /** The number `n` that this SQL selects. */
  readonly count: (sql: string, values?: unknown[]) => Promise<number>
  readonly client: () => Client
  readonly databaseUrl: () => string
  /** Kills the shop at this moment of a purchase, starts it again, and expects everything of the purchase once. */
  readonly killDuring: (moment: Moment) => Promise<void>
  /** Cuts the waiting database connection at this moment instead. */
  readonly cutDuring: (moment: Moment) => Promise<void>
}

/** Starts a shop in a process of its own for the tests that `tests` registers, with what they need to interrupt it. */
export const withKillableShop = (tests: (shop: KillableShop) => void): void => {
  let mailbox: Mailbox
  let database: Awaited<ReturnType<typeof cloneTemplate>>
  let client: Client
  let shop: ShopProcess | undefined
  let port: number

  const start = async () => {
    shop = await startShopProcess({
      databaseUrl: database.url,
      port,
      env: { ATRIUM_SMTP_URL: mailbox.url, ATRIUM_RATE_LIMIT_FACTOR: "1000" },
      ...(process.env.ATRIUM_SHOP_LOG ? { logFile: process.env.ATRIUM_SHOP_LOG } : {}),
    })
    return shop
  }
  const count = async (sql: string, values: unknown[] = []) => Number((await client.query(sql, values)).rows[0]?.n ?? 0)

  beforeAll(async () => {
    mailbox = await openMailbox()
    database = await cloneTemplate("kill")
    client = await openSession(database.url)
    port = await freePort()
    await start()
  })

  afterAll(async () => {
    await shop?.stop()
    await client.end()
    await mailbox.close()
    await database.drop()
  })

  const WAITING =
    "FROM pg_locks WHERE NOT granted AND database = (SELECT oid FROM pg_database WHERE datname = current_database())"

  /** One purchase that is interrupted while it waits for the lock of a table. */
  const interrupted = async (locked: string, reached: string, interrupt: () => Promise<void>) => {
    const { rows } = await client.query("SELECT token FROM api_key WHERE type = 'publishable' LIMIT 1")
    const api = createApiClient(
      () => `http://localhost:${port}`,
      () => ({ publishable: String(rows[0]?.token), admin: "" })
    )
    const email = `kill-${randomUUID()}@example.com`
    const purchase = await beginPurchase(api, { handle: "business-visa", quantity: 2, email })
    const before = await count(`SELECT count(*) AS n FROM ${reached}`)

    const locker = await openSession(database.url)
    await locker.query("BEGIN")
    await locker.query(`LOCK TABLE ${locked} IN SHARE ROW EXCLUSIVE MODE`)
    // The browser closes right after paying: only the gateway's event can finish this purchase.
    expect((await payWith(api, purchase)).body).toMatchObject({ status: "succeeded" })
    await eventually(
      () => count(`SELECT count(*) AS n FROM ${reached}`),
      (n) => n > before
    )
    await eventually(
      () => count(`SELECT count(*) AS n ${WAITING}`),
      (waiting) => waiting > 0
    )
    await interrupt()
    await locker.query("ROLLBACK")
    await locker.end()
    if (!shop) await start()

    const requests = () => count("SELECT count(*) AS n FROM service_request WHERE customer_email = $1", [email])
    await eventually(requests, (n) => n === 2, 90_000)
    // A kill between the mail server's "accepted" and the shop's commit repeats an email with its Message-ID, by which the
    // recipient's server recognizes it.
    const subjects = () =>
      [
        ...new Map(
          mailbox.mails().flatMap((mail) => (mail.to === email ? [[mail.messageId, mail.subject]] : []))
        ).values(),
      ].map((subject) => subject.replace(/^SR-\S+:/, "SR").replace(/OR-\S{4}-\S{4}-\S{3}/, "OR"))
    await eventually(
      async () => subjects().length,
      (n) => n >= 4,
      90_000
    )
    await eventually(
      () =>
        count(
          "SELECT count(*) AS n FROM work_item WHERE status IN ('due', 'running', 'retrying') AND run_at < now() + interval '1 hour'"
        ),
      (n) => n === 0,
      90_000
    )

    expect(await requests()).toBe(2)
    expect(await count('SELECT count(*) AS n FROM "order" WHERE email = $1', [email])).toBe(1)
    expect(
      await count(
        `SELECT count(*) AS n FROM capture c JOIN payment p ON p.id = c.payment_id
         JOIN cart_payment_collection cp ON cp.payment_collection_id = p.payment_collection_id
         WHERE cp.cart_id = (SELECT cart_id FROM service_purchase WHERE id = $1)`,
        [purchase.id]
      )
    ).toBe(1)
    expect(
      await count(
        `SELECT count(*) AS n FROM assignment a JOIN service_request r ON r.id = a.request_id AND r.provider_id = a.provider_id
         WHERE a.released_at IS NULL AND r.customer_email = $1`,
        [email]
      )
    ).toBe(2)
    // The confirmation, the receipt, and one email for each request that was assigned.
    expect(subjects().sort()).toEqual([
      "Receipt for your order OR",
      "SR Specialist assigned",
      "SR Specialist assigned",
      "Your order OR is confirmed",
    ])
  }

  const killDuring = ({ locked, reached }: Moment) =>
    interrupted(locked, reached, async () => {
      await shop?.kill()
      shop = undefined
    })
  const cutDuring = ({ locked, reached }: Moment) =>
    interrupted(locked, reached, async () => {
      await client.query(`SELECT pg_terminate_backend(pid) ${WAITING}`)
    })
  tests({ count, client: () => client, databaseUrl: () => database.url, killDuring, cutDuring })
}
