import { cartBuyer, letBuy, serviceBuyer, vendureBuyer } from "../lib/checkouts.mjs"
import { summaryOf } from "../lib/figures.mjs"
import { figuresOf, inRounds, profiled } from "../lib/measure.mjs"
import { askProbe } from "../lib/probe.mjs"
import { drained } from "../lib/shop.mjs"
import { writeLine } from "../../../scripts/lib/steps.mjs"

const ABOUT = `Whole purchases. Atrium's go from the first request to the service request with its reference; statements and
processor time include what follows (emails, assignment, commission), until the work queue is empty. Core's are the cart
routes of stock Medusa in the same process, for the same variant, with core's manual payment: an order and nothing that
follows. Vendure's are a guest's checkout of one product with shipping.`

/** A service without conditional questions, which a buyer here doesn't answer. */
const HANDLE = "monthly-bookkeeping"

const serviceOf = async ({ baseUrl, headers }) => {
  const answer = await fetch(`${baseUrl}/store/services/${HANDLE}?currency_code=inr`, { headers })
  return (await answer.json()).service
}

const buyersOf = (shop, vendure, service) => [
  { name: "a cart through core's routes", yardstick: "core", server: shop, buy: cartBuyer(shop, service) },
  {
    name: "a service purchase",
    server: shop,
    buy: serviceBuyer(shop, service),
    after: () => drained(shop),
  },
  ...(vendure
    ? [{ name: "Vendure's checkout", yardstick: "vendure", server: vendure, buy: vendureBuyer(vendure) }]
    : []),
]

const once = async ({ server, buy, after = async () => undefined, name }, atOnce, seconds) => {
  await askProbe(server)
  const bought = await letBuy(buy, atOnce, seconds)
  if (bought.problem) writeLine(`    ${name}, ${atOnce} at once: ${bought.problem}`)
  await after()
  return figuresOf(bought, await askProbe(server))
}

/**
 * Node compiles step by step what runs often: after some hundreds, a purchase takes a third less processor time than at
 * first. A shop runs for days, so the beginning is left out, with all that are compared.
 */
const warmUp = async (buyers, seconds) => {
  if (seconds === 0) return
  for (const { buy, after = async () => undefined } of buyers) {
    await letBuy(buy, 8, seconds)
    await after()
  }
}

export const run = async ({ shop, vendure }, settings) => {
  const buyers = buyersOf(shop, vendure, await serviceOf(shop))
  await warmUp(buyers, settings.warmUp)
  const jobs = settings.concurrency.flatMap((atOnce) => buyers.map((buyer) => ({ ...buyer, atOnce, group: atOnce })))
  const runs = await inRounds(jobs, settings, (job, round) => once(job, job.atOnce, round === 0 ? 1 : settings.seconds))
  const rows = []
  for (const job of jobs) {
    const { name, yardstick, atOnce, group, server } = job
    const row = { name, yardstick, atOnce, group, ...summaryOf(runs.get(job)) }
    const frames = settings.profile ? { frames: await profiled(server, () => once(job, atOnce, settings.seconds)) } : {}
    rows.push({ ...row, ...frames })
  }
  return { title: "Purchases", about: ABOUT, rows }
}
