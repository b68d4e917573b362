import { randomUUID } from "node:crypto"
import { setTimeout as pause } from "node:timers/promises"

import { step } from "../../../scripts/lib/steps.mjs"
import { openMailSink } from "../lib/mail-sink.mjs"
import { askProbe, onDatabase } from "../lib/shop.mjs"

export const title = "Many at once"

const BUYERS = 200
const SECONDS = 60
const DRAINED_SECONDS = 90

export const about = `${BUYERS} buyers, each with one purchase after the other for ${SECONDS} s without a pause: begin,
pay, complete, and again after a 202 as the page does. Purchases are served in lines (decision 0018), so \`begin\` takes
as long as ${BUYERS} purchases take; req/s counts purchases per second.`

// The demo's own, in a catalog of any size.
const HANDLES = [
  "gst-registration",
  "monthly-bookkeeping",
  "trademark-registration",
  "company-incorporation",
  "work-visa",
]

const CARD = { number: "4242424242424242", exp_month: 12, exp_year: 2035, cvc: "123" }

const answerTo = ({ type, options = [] }) => {
  if (type === "choice") return options[0]
  if (type === "multi_choice") return options.slice(0, 1)
  if (type === "date") return "2027-01-15"
  if (type === "number") return 3
  return "As agreed on the phone"
}

const bodyOf = (service, index) => ({
  items: [
    {
      tier_id: service.tiers[0].id,
      quantity: 1,
      intake: Object.fromEntries(
        service.intake.questions
          .filter(({ show_when: condition, type }) => !condition && type !== "file")
          .map((question) => [question.id, answerTo(question)])
      ),
    },
  ],
  customer: { full_name: "Asha Rao", email: `many-${index}@example.com`, phone: "+919876543210" },
  requirements: "Please call in the morning.",
  currency_code: "inr",
  consent: { terms: true },
  ...(index % 2 ? {} : { affiliate_code: "MAYA10" }),
})

/** Sends requests and writes down how long each took; `failed` are the answers that no buyer should get. */
const clientOf = ({ baseUrl, publishableKey }) => {
  const times = new Map()
  const failed = new Map()
  const send = async (name, path, expected, body, headers = {}) => {
    const started = performance.now()
    let status = 0
    try {
      const response = await fetch(`${baseUrl}${path}`, {
        method: body ? "POST" : "GET",
        headers: { "x-publishable-api-key": publishableKey, "content-type": "application/json", ...headers },
        ...(body ? { body: JSON.stringify(body) } : {}),
      })
      status = response.status
      const answer = await response.json()
      if (expected.includes(status)) return { status, body: answer }
    } catch {
      // No answer: counted with status 0.
    } finally {
      const key = status === 202 ? `${name} (202)` : name
      times.set(key, [...(times.get(key) ?? []), performance.now() - started])
    }
    failed.set(name, (failed.get(name) ?? 0) + 1)
    return undefined
  }
  return { times, failed, send }
}

/** Without those that ask a question only under a condition. */
const servicesOf = async ({ send }) => {
  const services = []
  for (const handle of HANDLES)
    services.push((await send("one", `/store/services/${handle}?currency_code=inr`, [200])).body.service)
  return services.filter(({ intake }) => !intake.questions.some(({ required, show_when: when }) => required && when))
}

/** One purchase, until its order is seen; true when it was paid. */
const buy = async ({ send }, services, index) => {
  const body = bodyOf(services[index % services.length], index)
  const begun = await send("begin", "/store/service-purchases", [201], body, { "idempotency-key": randomUUID() })
  if (!begun) return false
  const { id, payment } = begun.body.purchase
  const card = { client_secret: payment.client_secret, card: CARD }
  if (!(await send("pay", `/sandbox-gateway/payment-intents/${payment.id}/confirm`, [200], card))) return false
  for (;;) {
    const completed = await send("complete", `/store/service-purchases/${id}/complete`, [200, 202], {})
    if (completed?.status !== 202) return true
    await pause(completed.body.retry_after * 1000)
  }
}

const BOOKS = {
  orders: `SELECT count(*) AS n FROM "order" WHERE email LIKE 'many-%'`,
  captures: "SELECT count(*) AS n FROM capture WHERE deleted_at IS NULL",
  "service requests": "SELECT count(*) AS n FROM service_request WHERE customer_email LIKE 'many-%'",
  confirmations: `SELECT count(*) AS n FROM message WHERE recipient LIKE 'many-%' AND status = 'sent'
    AND template = 'service-provisioning.order-confirmation'`,
  commissions: "SELECT count(*) AS n FROM commission",
  refunds: "SELECT count(*) AS n FROM refund",
}

const OPEN = `SELECT count(*) AS n FROM work_item WHERE status NOT IN ('done', 'cancelled', 'parked')
  AND run_at < now() + interval '1 hour'`

const numberOf = async (client, sql) => Number((await client.query(sql)).rows[0].n)

/** Seconds until nothing is left to do. */
const drained = async (client) => {
  const started = performance.now()
  while ((await numberOf(client, OPEN)) > 0 && performance.now() - started < DRAINED_SECONDS * 1000) await pause(250)
  return (performance.now() - started) / 1000
}

const booksOf = async (client) => {
  const found = []
  for (const [name, sql] of Object.entries(BOOKS)) found.push(`${name} ${await numberOf(client, sql)}`)
  return found.join(", ")
}

const quantile = (sorted, part) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))]

const rowsOf = ({ times, failed }, { seconds, paid, statements, lag, memory }) =>
  ["begin", "pay", "complete", "complete (202)"].map((name) => {
    const sorted = [...(times.get(name) ?? [0])].sort((one, other) => one - other)
    return {
      name,
      perSecond: (times.get(name)?.length ?? 0) / seconds,
      p50: quantile(sorted, 0.5),
      p95: quantile(sorted, 0.975),
      p99: quantile(sorted, 0.99),
      statements: name === "complete" ? statements / Math.max(1, paid) : 0,
      lag: lag.p99,
      memory,
      failures: failed.get(name) ?? 0,
    }
  })

const load = async (shop, client) => {
  const services = await servicesOf(client)
  let next = 0
  let paid = 0
  const started = performance.now()
  const buyer = async () => {
    while (performance.now() - started < SECONDS * 1000) if (await buy(client, services, next++)) paid += 1
  }
  await Promise.all(Array.from({ length: BUYERS }, buyer))
  return { paid, seconds: (performance.now() - started) / 1000 }
}

/** One table. Emails are taken by a server of the scenario's own. */
export const run = async (shop) => {
  const sink = await openMailSink(shop.ports.smtp)
  try {
    const client = clientOf(shop)
    await askProbe(shop)
    const loaded = await step(`${BUYERS} buyers for ${SECONDS} s`, () => load(shop, client))
    return await onDatabase(shop, async (database) => {
      const left = await drained(database)
      const figures = await askProbe(shop)
      const { heap, memory } = await askProbe(shop, "collect")
      const note = `${loaded.paid} purchases paid in ${Math.round(loaded.seconds)} s; what they caused was done
        ${left.toFixed(1)} s later. Books: ${await booksOf(database)}; ${sink.taken()} emails delivered. Memory after a
        garbage collection: ${Math.round(memory / 1e6)} MB, of which ${Math.round(heap / 1e6)} MB are the heap.`
      const rows = rowsOf(client, { ...loaded, ...figures })
      return [{ title: `${BUYERS} buyers, one process`, rows, note: note.replace(/\s+/g, " ") }]
    })
  } finally {
    sink.end()
  }
}
