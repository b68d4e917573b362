import { randomBytes, randomUUID } from "node:crypto"

import { DEMO_ENCRYPTION_KEYS, encryptedTables, type EncryptionKey, openColumn } from "@atrium/server"
import {
  beginPurchase,
  cloneTemplate,
  createApiClient,
  eventually,
  freePort,
  type Mailbox,
  ok,
  openMailbox,
  openSession,
  runMedusa,
  type ShopProcess,
  startShopProcess,
} from "@atrium/test-kit"
import type { Client } from "pg"

// Loads the tables with encrypted columns.
import "@atrium/service-provisioning/workflows"

jest.setTimeout(300_000)

/** The keys as the environment has them. The demo's rows were encrypted with the demo's key, which stays the oldest. */
const asText = (keys: readonly EncryptionKey[]): string =>
  [...keys.map(({ id, key }) => `${id}:${key.toString("base64")}`), DEMO_ENCRYPTION_KEYS].join(",")

describe("a shop killed in the middle of work on personal data", () => {
  let mailbox: Mailbox
  let database: Awaited<ReturnType<typeof cloneTemplate>>
  let client: Client
  let shop: ShopProcess | undefined
  let port: number
  const oldKey: EncryptionKey = { id: "old", key: randomBytes(32) }
  const newKey: EncryptionKey = { id: "new", key: randomBytes(32) }

  const start = async () => {
    shop = await startShopProcess({
      databaseUrl: database.url,
      port,
      env: {
        ATRIUM_SMTP_URL: mailbox.url,
        ATRIUM_RATE_LIMIT_FACTOR: "1000",
        ATRIUM_ENCRYPTION_KEYS: asText([oldKey]),
      },
    })
  }
  const count = async (sql: string, values: unknown[] = []) => Number((await client.query(sql, values)).rows[0]?.n ?? 0)
  const waiting = () =>
    count(`SELECT count(*) AS n FROM pg_stat_activity
      WHERE wait_event_type = 'Lock' AND datname = current_database()`)
  const api = async () => {
    const { rows } = await client.query("SELECT token FROM api_key WHERE type = 'publishable' LIMIT 1")
    return createApiClient(
      () => `http://localhost:${port}`,
      () => ({ publishable: String(rows[0]?.token), admin: "" })
    )
  }
  const tokenFor = async (to: string, subject: RegExp): Promise<string> => {
    const found = () => mailbox.mails().find((mail) => mail.to === to && subject.test(mail.subject))
    const mail = await eventually(async () => found(), Boolean, 60_000)
    const link = new URL(/https?:\/\/\S+/.exec(mail?.text ?? "")?.[0] ?? "")
    return new URLSearchParams(link.hash.slice(1)).get("token") ?? ""
  }

  beforeAll(async () => {
    mailbox = await openMailbox()
    database = await cloneTemplate("kill_erasure")
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

  it("finishes an erasure exactly once after a restart, with each table once in its report", async () => {
    const { store } = await api()
    const email = `killed-${randomUUID()}@example.com`
    await store.post("/store/registrations", { email })
    const token = await tokenFor(email, /account/)
    const names = { password: "three quiet words", first_name: "Zenobia", last_name: "Quillfeather" }
    const registered = await store.post("/store/registrations/complete", { token, ...names })
    expect(registered.status).toBe(201)

    await store.post("/store/privacy-requests", { kind: "erase", email })
    const confirmation = await tokenFor(email, /Confirm that we erase/)

    // The erasure waits for the lock in the middle of its tables.
    const locker = await openSession(database.url)
    await locker.query("BEGIN")
    await locker.query("LOCK TABLE idempotency_key IN SHARE ROW EXCLUSIVE MODE")
    const { privacy_request } = ok(
      await store.post<{ privacy_request: { id: string } }>("/store/privacy-requests/confirm", { token: confirmation })
    )
    const { id } = privacy_request
    const tables = () => count("SELECT count(*) AS n FROM privacy_step WHERE request_id = $1", [id])
    await eventually(waiting, (n) => n > 0, 60_000)
    await shop?.kill()
    shop = undefined
    const before = await tables()
    expect(before).toBeGreaterThan(0)
    await locker.query("ROLLBACK")
    await locker.end()
    await start()

    const status = async () =>
      String((await client.query("SELECT status FROM privacy_request WHERE id = $1", [id])).rows[0]?.status)
    await eventually(status, (now) => now === "completed", 150_000)
    expect(await tables()).toBeGreaterThan(before)
    expect(await count("SELECT count(*) AS n FROM customer WHERE email = $1", [email])).toBe(0)
    // Counted once: the account, and its address.
    const report = await client.query(
      "SELECT table_name, count(*)::int AS times, max(row_count) AS rows FROM privacy_step WHERE request_id = $1 GROUP BY 1",
      [id]
    )
    expect(report.rows.filter(({ times }) => times !== 1)).toEqual([])
    expect(report.rows.find(({ table_name }) => table_name === "customer")).toMatchObject({ rows: 1 })
    const ended = "SELECT count(*) AS n FROM audit_entry WHERE target_id = $1 AND action = 'privacy.erased'"
    expect(await count(ended, [id])).toBe(1)
    const last = () =>
      new Set(
        mailbox.mails().flatMap((mail) => (mail.to === email && /erased/i.test(mail.subject) ? [mail.messageId] : []))
      )
    await eventually(
      async () => last().size,
      (n) => n > 0,
      60_000
    )
    expect(last().size).toBe(1)
  })

  it("a rotation that is killed is continued by the next one, and the old key is needed no longer", async () => {
    const buyer = await api()
    const ROWS = 12
    for (let each = 0; each < ROWS; each += 1)
      await beginPurchase(buyer, { email: `rotated-${randomUUID()}@example.com` })
    const locker = await openSession(database.url)
    // It waits at the last row.
    await locker.query("BEGIN")
    await locker.query("SELECT id FROM service_purchase ORDER BY id DESC LIMIT 1 FOR UPDATE")
    const keys = { DATABASE_URL: database.url, ATRIUM_ENCRYPTION_KEYS: asText([newKey, oldKey]) }
    const rotated = () => count("SELECT count(*) AS n FROM service_purchase WHERE customer #>> '{}' LIKE 'v1.new.%'")
    const killed = runMedusa(["exec", "./src/scripts/rotate-keys.ts"], keys)
    await eventually(waiting, (n) => n > 0, 120_000)
    // As SIGKILL: the process loses its connection and all it knew.
    await client.query(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid IN (
      SELECT pid FROM pg_locks WHERE NOT granted) AND datname = current_database()`)
    expect((await killed).code).not.toBe(0)
    expect(await rotated()).toBeGreaterThan(0)
    expect(await rotated()).toBeLessThan(ROWS)
    await locker.query("ROLLBACK")
    await locker.end()

    const second = await runMedusa(["exec", "./src/scripts/rotate-keys.ts"], keys)
    expect({ code: second.code, output: second.code === 0 ? "" : second.output }).toEqual({ code: 0, output: "" })
    const entry = encryptedTables.get("service_purchase")
    if (!entry) throw new Error("Purchases are not encrypted")
    const { rows } = await client.query("SELECT cart_id, requirements FROM service_purchase WHERE requirements <> ''")
    expect(rows.length).toBeGreaterThanOrEqual(ROWS)
    for (const { cart_id: id, requirements } of rows)
      expect(openColumn(entry, { column: "requirements", id: String(id) }, requirements, [newKey])).toBe(
        "Please call in the morning."
      )
    // A key that is missing is reported, and changes nothing.
    const other = { id: "other", key: randomBytes(32) }
    const wrong = await runMedusa(["exec", "./src/scripts/rotate-keys.ts"], {
      ...keys,
      ATRIUM_ENCRYPTION_KEYS: asText([other]),
    })
    expect([wrong.code, wrong.output.includes("Add the missing keys to ATRIUM_ENCRYPTION_KEYS")]).toEqual([1, true])
    expect(await rotated()).toBe(rows.length)
  })
})
