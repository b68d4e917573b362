import { connect } from "node:net"
import { join } from "node:path"

import {
  type ApiAnswer,
  cloneTemplate,
  createApiClient,
  eventually,
  freePort,
  type Mailbox,
  openMailbox,
  openSession,
  payWith,
  purchaseBody,
  repositoryRoot,
  sendCompletion,
  sendPurchase,
  type Service,
  type ShopProcess,
  startShopProcess,
} from "@atrium/test-kit"
import type { Client } from "pg"

import { type Facts, factsOf, openWorkOf } from "./fleet-facts"
import { AFFILIATE, someServices } from "./shoppers"

const BUYERS = 200
/** Longest wait for the response to a completion, unless the response is 202. */
const COMPLETE_MS = 3000
/** How often the shop is asked for nothing but a sign of life, to see how long any response takes on this machine. */
const PULSE_MS = 500
/** What is left after the last purchase takes seconds. On a busy machine the purchases themselves take minutes. */
const DRAINED_MS = 60_000
/** What 200 purchases may leave behind: 60 kB each. One workflow execution that is kept has 78 kB. */
const GROWTH_MB = 12

// Two waves of purchases take a minute and a half each, and several times as long on a busy machine.
jest.setTimeout(1_200_000)

describe("200 buyers at the same moment", () => {
  let mailbox: Mailbox
  let database: Awaited<ReturnType<typeof cloneTemplate>>
  let client: Client
  let shop: ShopProcess
  let services: Service[]
  let probe: number
  let keys: { publishable: string; admin: string }

  const api = (address: string) =>
    createApiClient(
      () => shop.baseUrl,
      () => keys,
      { "x-forwarded-for": address }
    )
  const shopDatabase = {
    query: async (sql: string) => (await client.query<Record<string, unknown>>(sql)).rows,
    count: async (sql: string) => Number((await client.query(sql)).rows[0]?.n ?? 0),
  }

  beforeAll(async () => {
    mailbox = await openMailbox()
    database = await cloneTemplate("many")
    client = await openSession(database.url)
    const { rows } = await client.query("SELECT token FROM api_key WHERE type = 'publishable' LIMIT 1")
    keys = { publishable: String(rows[0]?.token), admin: "" }
    probe = await freePort()
    const watch = join(repositoryRoot(), "backend/benchmarks/lib/probe.cjs")
    shop = await startShopProcess({
      databaseUrl: database.url,
      port: await freePort(),
      env: {
        ATRIUM_RATE_LIMIT_FACTOR: "1",
        ATRIUM_SMTP_URL: mailbox.url,
        NODE_OPTIONS: `--conditions=atrium-source --require ${watch}`,
        BENCHMARK_PROBE_PORT: String(probe),
      },
      ...(process.env.ATRIUM_SHOP_LOG ? { logFile: process.env.ATRIUM_SHOP_LOG } : {}),
    })
    services = await someServices(api("10.9.0.1"))
  }, 200_000)

  afterAll(async () => {
    await shop.stop()
    await client.end()
    await mailbox.close()
    await database.drop()
  })

  /** The shop's heap in megabytes, after a garbage collection. */
  const heap = () =>
    new Promise<number>((resolve, reject) => {
      let text = ""
      const socket = connect(probe, "127.0.0.1", () => socket.write("collect"))
      socket.on("data", (chunk: Buffer) => (text += chunk.toString()))
      socket.on("end", () => resolve(Number(JSON.parse(text).heap) / 1e6))
      socket.on("error", reject)
    })

  type Answer = { step: string; status: number; ms: number }

  const timed = async (answers: Answer[], step: string, expected: number[], call: Promise<ApiAnswer<unknown>>) => {
    const started = Date.now()
    const { status, body } = await call
    answers.push({ step, status, ms: Date.now() - started })
    if (!expected.includes(status)) throw new Error(`${step}: ${status} ${JSON.stringify(body)}`)
    return status
  }

  /** One purchase, without a second attempt at anything: 202 is the only answer after which the page asks again. */
  const buy = async (index: number): Promise<Answer[]> => {
    const answers: Answer[] = []
    // Half of the buyers are in one office: they share an address.
    const own = api(index % 2 ? "10.9.1.1" : `10.9.2.${index}`)
    const service = services[index % services.length]
    if (!service) throw new Error("The catalog is empty")
    const affiliate_code = index % 2 ? undefined : AFFILIATE
    const begun = sendPurchase(own, purchaseBody(service, { email: `fleet-${index}@example.com`, affiliate_code }))
    await timed(answers, "begin", [201], begun)
    const { purchase } = (await begun).body
    await timed(answers, "pay", [200], payWith(own, purchase))
    for (;;) {
      const completed = sendCompletion(own, purchase.id)
      if ((await timed(answers, "complete", [200, 202], completed)) === 200) return answers
      const pause = Number((await completed).headers.get("retry-after"))
      expect(pause).toBeGreaterThan(0)
      await new Promise((resolve) => setTimeout(resolve, pause * 1000))
    }
  }

  /**
   * Runs a job and returns how long 95 % of the shop's simplest responses took meanwhile. That time is the machine's:
   * shop, Postgres and buyers share its processors. Never more than a completion may take, so that a shop that stands
   * still fails.
   */
  const withPulse = async <T>(job: () => Promise<T>): Promise<{ result: T; pulse: number }> => {
    const beats: Promise<number>[] = []
    const beat = async () => {
      const started = Date.now()
      await (await fetch(`${shop.baseUrl}/health`)).text()
      return Date.now() - started
    }
    const timer = setInterval(() => beats.push(beat().catch(() => COMPLETE_MS)), PULSE_MS)
    const result = await job().finally(() => clearInterval(timer))
    const times = (await Promise.all(beats)).sort((one, other) => one - other)
    return { result, pulse: Math.min(COMPLETE_MS, times[Math.floor(times.length * 0.95)] ?? 0) }
  }

  /** All at the same moment; then what they caused is done, within the time that the purchases took. */
  const wave = async (first: number) => {
    const started = Date.now()
    const { result: outcomes, pulse } = await withPulse(() =>
      Promise.allSettled(Array.from({ length: BUYERS }, (_, index) => buy(first + index)))
    )
    const refused = outcomes.flatMap((outcome) => (outcome.status === "rejected" ? [String(outcome.reason)] : []))
    const bought = Date.now()
    await eventually(
      async () => (await openWorkOf(shopDatabase)).slice(0, 5),
      (left) => left.length === 0,
      Math.max(DRAINED_MS, bought - started)
    )
    return {
      refused,
      pulse,
      answers: outcomes.flatMap((outcome) => (outcome.status === "fulfilled" ? outcome.value : [])),
      seconds: (bought - started) / 1000,
      drained: (Date.now() - bought) / 1000,
    }
  }

  const booksOf = (purchases: number): Facts => ({
    ...{ orders: purchases, orders_too_many: 0, captures: purchases, refunds: 0, taken_at_gateway: purchases },
    ...{ units: purchases, requests: purchases, confirmations: purchases, messages_not_sent: 0 },
    ...{ requests_with_two_providers: 0, assigned_without_assignment: 0, neither_assigned_nor_waiting: 0 },
    ...{ commissions: purchases / 2, commission_not_in_ledger: 0, ledger_sum: 0 },
  })

  it("are all served: no error, an answer in time or 202, each purchase booked once, and no memory kept", async () => {
    const { refused, answers, pulse, seconds, drained } = await wave(0)
    expect(refused).toEqual([])
    const completions = answers.filter(({ step }) => step === "complete")
    const late = completions.filter(({ status, ms }) => status === 200 && ms > COMPLETE_MS + pulse)
    expect(late.length / completions.length).toBeLessThanOrEqual(0.05)
    expect(await factsOf(shopDatabase)).toEqual(booksOf(BUYERS))
    const received = new Set(mailbox.mails().map(({ messageId }) => messageId))
    expect(received.size).toBe(await shopDatabase.count("SELECT count(*) AS n FROM message"))

    // The first wave has loaded what the shop loads when it is first needed.
    const before = await heap()
    expect((await wave(BUYERS)).refused).toEqual([])
    expect(await factsOf(shopDatabase)).toEqual(booksOf(2 * BUYERS))
    const after = await heap()
    process.stdout.write(
      `many buyers: ${BUYERS} at once, all served in ${seconds.toFixed(0)} s, ${completions.length - BUYERS} × 202, ` +
        `${late.length} late by more than the ${pulse} ms that any response took, the rest done ${drained.toFixed(1)} s later; heap ${before.toFixed(0)} → ${after.toFixed(0)} MB by as many again\n`
    )
    expect(after - before).toBeLessThan(GROWTH_MB)
  })
})
