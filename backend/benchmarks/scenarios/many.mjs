import { randomUUID } from "node:crypto"
import { setTimeout as pause } from "node:timers/promises"

import { step } from "../../../scripts/lib/steps.mjs"
import { onDatabase } from "../lib/databases.mjs"
import { latencyOf } from "../lib/figures.mjs"
import { askProbe } from "../lib/probe.mjs"

const BUYERS = 200
const SECONDS = 60
const DRAINED_SECONDS = 90

const ABOUT = `${BUYERS} buyers, each with one purchase after the other for ${SECONDS} s without a pause: begin,
pay, complete, and again after a 202 as the page does. Purchases are served in lines (decision 0018), so \`begin\` takes
as long as ${BUYERS} purchases take; /s counts purchases per second.`

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
const clientOf = ({ baseUrl, headers: own }) => {
  const times = new Map()
  const failed = new Map()
  const send = async (name, path, expected, body, headers = {}) => {
    const started = performance.now()
    let status = 0
    try {
      const response = await fetch(`${baseUrl}${path}`, {
        method: body ? "POST" : "GET",
        headers: { ...own, "content-type": "application/json", ...headers },
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
  captures: "SELECT count(*) AS n FROM capture WHERE deleted_at IS NULL AND id NOT LIKE '%_many_%'",
  "service requests": "SELECT count(*) AS n FROM service_request WHERE customer_email LIKE 'many-%'",
  confirmations: `SELECT count(*) AS n FROM message WHERE recipient LIKE 'many-%' AND status = 'sent'
    AND template = 'service-provisioning.order-confirmation'`,
  commissions: "SELECT count(*) AS n FROM commission WHERE id NOT LIKE '%_many_%'",
  refunds: "SELECT count(*) AS n FROM refund",
}

const OPEN = `SELECT count(*) AS n FROM work_item WHERE status NOT IN ('done', 'cancelled', 'parked')
  AND run_at < now() + interval '1 hour' AND id NOT LIKE 'work_many_%'`

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

const rowsOf = ({ times, failed }, { seconds, paid, statements, lag, memory }) =>
  ["begin", "pay", "complete", "complete (202)"].map((name) => {
    const known = times.get(name) ?? []
    return {
      name,
      atOnce: BUYERS,
      perSecond: known.length / seconds,
      ...latencyOf(known),
      statements: name === "complete" ? statements / Math.max(1, paid) : undefined,
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

export const run = async ({ shop }) => {
  const client = clientOf(shop)
  const before = shop.mails.taken()
  await askProbe(shop)
  const loaded = await step(`${BUYERS} buyers for ${SECONDS} s`, () => load(shop, client))
  return onDatabase(shop, async (database) => {
    const left = await drained(database)
    const figures = await askProbe(shop)
    const note = `${loaded.paid} purchases paid in ${Math.round(loaded.seconds)} s; what they caused was done
      ${left.toFixed(1)} s later. Books: ${await booksOf(database)}; ${shop.mails.taken() - before} emails delivered.`
    const rows = rowsOf(client, { ...loaded, ...figures })
    return { title: "Many at once", about: ABOUT, rows, note: note.replace(/\s+/g, " ") }
  })
}
