import { randomUUID } from "node:crypto"
import fs from "node:fs"

import { advanceClock, resetClock } from "@atrium/kernel"
import {
  type BegunPurchase,
  beginPurchase,
  completePurchase,
  payWith,
  purchaseBody,
  sendCompletion,
  sendPurchase,
  someService,
  withShop,
} from "@atrium/test-kit"

jest.setTimeout(180_000)

type ErrorAnswer = {
  status: number
  body: { code?: string; message?: string; retryable?: boolean; suggested_action?: string; request_id?: string }
}
type LogLine = { level: string; request_id: string; stack?: string; error_message?: string }

/** What breaks a statement: a query that fails, with a message that no customer may see, and a connection that is cut. */
const FAULTS = {
  "a query fails": "RAISE EXCEPTION 'disk of host db-7 is full, ask dba@shop.example, password=sk_live_0123456789'",
  "the connection is cut": "PERFORM pg_terminate_backend(pg_backend_pid())",
} as const

withShop((shop) => {
  const { api, knex } = shop

  /** Breaks every new row of a table while the job runs. */
  const broken = async <T>(table: string, fault: string, job: () => Promise<T>): Promise<T> => {
    await knex().raw(
      `CREATE OR REPLACE FUNCTION break_rows() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN ${fault}; RETURN NEW; END $$`
    )
    await knex().raw(`CREATE TRIGGER break_rows BEFORE INSERT ON ?? FOR EACH ROW EXECUTE FUNCTION break_rows()`, [
      table,
    ])
    try {
      return await job()
    } finally {
      await knex().raw(`DROP TRIGGER break_rows ON ??`, [table])
    }
  }

  /** Runs a job and returns its result with the error lines that reached the log's output meanwhile. */
  const withLog = async <T>(job: () => Promise<T>): Promise<{ result: T; log: string; lines: LogLine[] }> => {
    const written = jest.spyOn(fs, "writeSync")
    try {
      const result = await job()
      const log = written.mock.calls.map(([, text]) => String(text)).join("")
      const lines = log
        .split("\n")
        .filter((line) => line.startsWith('{"level":"error"'))
        .map((line) => JSON.parse(line) as LogLine)
      return { result, log, lines }
    } finally {
      written.mockRestore()
    }
  }

  /** A general message that offers to try again, and the request's only log entry, with its stack and without secrets. */
  const expectReported = ({ status, body }: ErrorAnswer, log: string, lines: LogLine[]) => {
    expect({ status, body }).toMatchObject({
      status: 500,
      body: { code: "unexpected_error", retryable: true, request_id: expect.any(String) },
    })
    expect(body.suggested_action).toMatch(/^Try again/)
    expect(JSON.stringify(body)).not.toMatch(/db-7|disk|sk_live|dba@|terminat|connection|insert into|break_rows|\.ts/i)
    const own = lines.filter((line) => line.request_id === body.request_id)
    expect(own).toHaveLength(1)
    expect(own[0]).toMatchObject({ error_message: expect.stringMatching(/\w/), stack: expect.stringContaining("at ") })
    expect(log).not.toMatch(/sk_live_0123456789|dba@shop\.example/)
    return own[0]
  }

  const moneyOf = async (email: string) => {
    const { rows } = await knex().raw(
      `SELECT (SELECT count(*)::int FROM "order" WHERE email = :email) AS orders,
              (SELECT count(*)::int FROM service_request WHERE customer_email = :email) AS requests,
              (SELECT count(*)::int FROM capture c
                 JOIN payment p ON p.id = c.payment_id
                 JOIN cart_payment_collection l ON l.payment_collection_id = p.payment_collection_id
                 JOIN cart ON cart.id = l.cart_id WHERE cart.email = :email) AS captures,
              (SELECT count(*)::int FROM refund r
                 JOIN payment p ON p.id = r.payment_id
                 JOIN cart_payment_collection l ON l.payment_collection_id = p.payment_collection_id
                 JOIN cart ON cart.id = l.cart_id WHERE cart.email = :email) AS refunds`,
      { email }
    )
    return rows[0] as Record<"orders" | "requests" | "captures" | "refunds", number>
  }
  const NOTHING = { orders: 0, requests: 0, captures: 0, refunds: 0 }
  const ONE_ORDER = { orders: 1, requests: 1, captures: 1, refunds: 0 }

  describe.each(Object.entries(FAULTS))("when %s", (_name, fault) => {
    it.each(["cart", "payment_session"])(
      "starting a purchase reports and logs it for table %s, charges nothing, and the same key works afterwards [P34 R11.2]",
      async (table) => {
        const email = `broken-${randomUUID()}@example.com`
        const body = purchaseBody(await someService(api), { email })
        const key = randomUUID()
        const { result, log, lines } = await withLog(() =>
          broken(table, fault, () => sendPurchase<ErrorAnswer["body"]>(api, body, key))
        )
        expectReported(result, log, lines)
        expect(await moneyOf(email)).toEqual(NOTHING)

        const again = await sendPurchase<{ purchase: BegunPurchase }>(api, body, key)
        expect(again.status).toBe(201)
        await payWith(api, again.body.purchase)
        expect(await completePurchase(api, again.body.purchase.id)).toMatchObject({ status: 200 })
        await shop.drainWork()
        expect(await moneyOf(email)).toEqual(ONE_ORDER)
      }
    )

    it("completing a paid purchase reports and logs it, loses and captures nothing, and a retry makes the order [P34 R11.2]", async () => {
      const email = `broken-${randomUUID()}@example.com`
      const purchase = await beginPurchase(api, { email })
      await payWith(api, purchase)
      const { result, log, lines } = await withLog(() =>
        broken("order", fault, () => sendCompletion(api, purchase.id) as Promise<ErrorAnswer>)
      )
      expectReported(result, log, lines)
      expect(await moneyOf(email)).toEqual(NOTHING)

      expect(await completePurchase(api, purchase.id)).toMatchObject({ status: 200, body: { type: "order" } })
      await shop.drainWork()
      expect(await moneyOf(email)).toEqual(ONE_ORDER)
    })

    it("an order whose service request can't be stored is kept, and its request is created later [P34 R11.2]", async () => {
      const email = `broken-${randomUUID()}@example.com`
      const purchase = await beginPurchase(api, { email })
      await payWith(api, purchase)
      const { log } = await withLog(() => broken("service_request", fault, () => sendCompletion(api, purchase.id)))
      expect(log).not.toMatch(/sk_live_0123456789|dba@shop\.example/)
      expect(await completePurchase(api, purchase.id)).toMatchObject({ status: 200, body: { type: "order" } })
      // The failed work is repeated after a while.
      advanceClock(3600)
      await shop.drainWork()
      resetClock()
      expect(await moneyOf(email)).toEqual(ONE_ORDER)
    })
  })

  it("an unexpected exception is answered in general words and logged once, in full, under the same request ID [P36 R11.4]", async () => {
    const { result, log, lines } = await withLog(() =>
      broken("cart", FAULTS["a query fails"], async () =>
        sendPurchase<ErrorAnswer["body"]>(api, purchaseBody(await someService(api)))
      )
    )
    const line = expectReported(result, log, lines)
    expect(result.headers.get("x-request-id")).toBe(result.body.request_id)
    // The log has what the answer hides.
    expect(line?.error_message).toContain("disk of host db-7 is full")
    expect(line?.stack).toMatch(/\n\s+at .*:\d+:\d+/)
  })
})
