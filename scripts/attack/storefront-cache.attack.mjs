// Public pages are served from the storefront's cache. The backend reports changes of the catalog with a signed request;
// no one else can clear the cache.
import assert from "node:assert/strict"
import { createHmac } from "node:crypto"
import { test } from "node:test"

import { client, eventually, facts, secretKey, stranger } from "./lib.mjs"

const BODY = JSON.stringify({ tags: ["catalog"] })
const MAX_AGE_SECONDS = 5

const counted = async (outcome) => {
  const headers = { authorization: `Bearer ${facts.metricsToken}` }
  const { text } = await client({ headers }).get(`${facts.storefront}/api/metrics`)
  return Number(new RegExp(`^atrium_revalidations_total\\{outcome="${outcome}"\\} (\\d+)$`, "m").exec(text)[1])
}

const sign = (secret, time, body = BODY) =>
  `t=${time},v1=${createHmac("sha256", secret).update(`${time}.${body}`).digest("hex")}`

const revalidate = async (signature, raw = BODY) => {
  const headers = { "content-type": "application/json", ...(signature && { "x-atrium-signature": signature }) }
  return (await client().request("POST", `${facts.storefront}/api/revalidate`, { headers, raw })).status
}

const seconds = () => Math.floor(Date.now() / 1000)

test("a new price is on the public page within five seconds, and at once when the storefront was notified", async () => {
  const { services } = (await stranger().get("/store/services?currency_code=inr&limit=1")).body
  const [{ id, handle }] = services
  const admin = secretKey()
  const { product } = (await admin.get(`/admin/products/${id}?fields=*variants.prices`)).body
  const readPage = async () => (await client().get(`${facts.storefront}/services/${handle}`)).text
  const setPrices = async (pricesOf) => {
    for (const variant of product.variants) {
      const answer = await admin.post(`/admin/products/${id}/variants/${variant.id}`, { prices: pricesOf(variant) })
      assert.equal(answer.status, 200)
    }
  }
  assert.doesNotMatch(await readPage(), /7,531/)
  const first = await counted("cleared")
  try {
    await setPrices(({ prices }) => prices.map(({ currency_code }) => ({ currency_code, amount: 7_531 })))
    const changed = performance.now()
    const before = await counted("cleared")
    // Reading the page again and again keeps it in the cache: by its age alone, it would stay there for 0.7 seconds.
    for (let isNew = false, notified = false; !isNew;) {
      const page = await readPage()
      isNew = page.includes("7,531")
      assert.ok(isNew || !notified, "The page was old after the storefront was notified")
      assert.ok(performance.now() - changed < MAX_AGE_SECONDS * 1000, "The page is too old")
      notified = (await counted("cleared")) > before
    }
    await eventually("the storefront is notified", async () => (await counted("cleared")) > first)
  } finally {
    await setPrices(({ prices }) => prices.map(({ currency_code, amount }) => ({ currency_code, amount })))
  }
  await eventually("the old price is back", async () => !(await readPage()).includes("7,531"))
})

test("only the backend's signature clears the storefront's cache", async () => {
  const before = await counted("refused")
  const [secret, now] = [facts.revalidationSecret, seconds()]
  assert.equal(await revalidate(undefined), 401)
  assert.equal(await revalidate(sign("a secret that someone guessed 0123456789", now)), 401)
  assert.equal(await revalidate(sign(secret, now - 301)), 401)
  assert.equal(await revalidate(sign(secret, now).replace(`t=${now}`, `t=${now + 1}`)), 401)
  assert.equal(await revalidate(sign(secret, now), JSON.stringify({ tags: ["catalog", "catalog"] })), 401)
  const other = JSON.stringify({ tags: ["everything"] })
  assert.equal(await revalidate(sign(secret, now, other), other), 400)
  assert.ok((await counted("refused")) >= before + 6)
  // The storefront accepts five per second, and other tests change the catalog as well.
  await eventually("the right signature is accepted", async () => (await revalidate(sign(secret, seconds()))) === 204)
})

test("a storefront's metrics require the token", async () => {
  for (const headers of [{}, { authorization: "Bearer guessed" }, { authorization: `Basic ${facts.metricsToken}` }])
    assert.equal((await client({ headers }).get(`${facts.storefront}/api/metrics`)).status, 401)
})
