// Attacks through requests: cross-site forms, executable uploads, unsafe modes, and information in responses and logs.
import assert from "node:assert/strict"
import { spawn } from "node:child_process"
import { readFile } from "node:fs/promises"
import { join } from "node:path"
import { test } from "node:test"
import { fileURLToPath } from "node:url"

import { freePort } from "../lib/ports.mjs"

import {
  buy,
  client,
  DEMO_PASSWORD,
  eventually,
  facts,
  secretKey,
  signedIn,
  staff,
  startPurchase,
  stranger,
} from "./lib.mjs"

/** Returns a client with a staff member's session cookie. */
const staffBrowser = async () => {
  const { token } = await signedIn("user", "admin@atrium.test", DEMO_PASSWORD)
  const browser = client()
  const session = await browser.post("/auth/session", {}, { headers: { authorization: `Bearer ${token}` } })
  assert.equal(session.status, 200)
  return browser
}

const keyCount = async () => (await (await staff()).get("/admin/api-keys?limit=1")).body.count

test("a form on another site can't create a secret key with a staff cookie [H6]", async () => {
  const browser = await staffBrowser()
  const before = await keyCount()
  const form = "title=Stolen&type=secret"
  for (const origin of ["https://evil.example", "null", facts.storefront]) {
    const type = "application/x-www-form-urlencoded"
    const sent = await browser.request("POST", "/admin/api-keys", {
      raw: form,
      headers: { origin, "content-type": type },
    })
    assert.equal(sent.status, 403)
    const json = await browser.post("/admin/api-keys", { title: "Stolen", type: "secret" }, { headers: { origin } })
    assert.equal(json.status, 403)
  }
  const text = { origin: facts.backend, "content-type": "text/plain" }
  assert.equal((await browser.request("POST", "/admin/api-keys", { raw: form, headers: text })).status, 415)
  assert.equal(await keyCount(), before)
})

/** Starts the built backend in a mode without secrets. Returns its output when it exits, or "started" when it serves requests. */
const startIn = async (mode) => {
  const port = await freePort()
  const root = fileURLToPath(new URL("../..", import.meta.url))
  const child = spawn(
    process.execPath,
    [join(root, "node_modules/@medusajs/cli/dist/index.js"), "start", "-p", String(port)],
    {
      cwd: join(root, "backend/.medusa/server"),
      env: { PATH: process.env.PATH, HOME: process.env.HOME, NODE_ENV: mode, DATABASE_URL: facts.databaseUrl },
      stdio: ["ignore", "pipe", "pipe"],
    }
  )
  let output = ""
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => (output += chunk))
  try {
    return await eventually(
      `the end of a backend in the mode "${mode}"`,
      async () => {
        if (child.exitCode !== null) return output
        return (await fetch(`http://localhost:${port}/health`).catch(() => undefined)) && "started"
      },
      { seconds: 60 }
    )
  } finally {
    child.kill("SIGKILL")
  }
}

test("the backend doesn't start with published secrets in an unknown or unset mode [H6]", async () => {
  const [unknown, unset] = await Promise.all(["staging", ""].map(startIn))
  assert.match(unknown, /NODE_ENV must be one of/)
  assert.match(unset, /JWT_SECRET must be a random value in production/)
})

test("Admin pages, tokens and secret keys can still write [H6]", async () => {
  const browser = await staffBrowser()
  const request = "/admin/service-requests/none_01"
  assert.equal((await browser.post(request, { notes: "Hello" }, { headers: { origin: facts.backend } })).status, 404)
  assert.equal(
    (await secretKey().post(request, { notes: "Hello" }, { headers: { origin: "https://elsewhere.example" } })).status,
    404
  )
})

test("files that a browser would execute are rejected, whatever their name [H8]", async () => {
  const { token } = await staff()
  const send = async (name, type, content) => {
    const body = new FormData()
    body.append("files", new Blob([content], { type }), name)
    const headers = { authorization: `Bearer ${token}` }
    return (await fetch(`${facts.backend}/admin/uploads`, { method: "POST", body, headers })).status
  }
  assert.equal(await send("a.html", "text/html", "<script>alert(1)</script>"), 415)
  assert.equal(await send("a.svg", "image/svg+xml", "<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"), 415)
  assert.equal(await send("a.js", "text/javascript", "alert(1)"), 415)
  assert.equal(await send("a.png", "image/png", "<html>"), 415)
  assert.equal(await send("a.png", "image/png", new Uint8Array(11 * 1024 * 1024)), 413)
})

/** A transparent 1 × 1 PNG. */
const PIXEL = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64"
)

const upload = async (token, name, type, content) => {
  const body = new FormData()
  body.append("files", new Blob([content], { type }), name)
  const headers = { authorization: `Bearer ${token}` }
  const sent = await fetch(`${facts.backend}/admin/uploads`, { method: "POST", body, headers })
  assert.equal(sent.status, 200, name)
  return (await sent.json()).files[0]
}

test("images are served from another origin than Admin, and other files only to staff as attachments [H8]", async () => {
  const { token } = await staff()
  const picture = await upload(token, "pixel.png", "image/png", PIXEL)
  assert.notEqual(new URL(picture.url).origin, facts.backend)
  const shown = await fetch(picture.url)
  assert.deepEqual([shown.status, shown.headers.get("x-content-type-options")], [200, "nosniff"])
  const list = await upload(token, "products.csv", "text/csv", "Handle,Title\na,b\n")
  assert.equal((await fetch(list.url)).status, 401)
  const downloaded = await fetch(list.url, { headers: { authorization: `Bearer ${token}` } })
  assert.equal(downloaded.status, 200)
  assert.match(downloaded.headers.get("content-disposition"), /^attachment/)
  assert.equal(downloaded.headers.get("x-content-type-options"), "nosniff")
  for (const { id } of [picture, list])
    assert.equal((await (await staff()).delete(`/admin/uploads/${id}`)).status, 200, id)
})

test("responses forbid inline scripts, caching and framework headers [medium]", async () => {
  for (const path of ["/app", "/admin/orders", "/store/customers/me", "/store/regions", "/static/none.html"]) {
    const { headers } = await stranger().get(path)
    const policy = headers.get("content-security-policy")
    assert.doesNotMatch(/script-src[^;]*/.exec(policy)?.[0] ?? "", /unsafe/, path)
    assert.equal(headers.get("x-powered-by"), null, path)
    assert.equal(headers.get("x-content-type-options"), "nosniff", path)
    if (!/^.(app|static)/.test(path)) assert.equal(headers.get("cache-control"), "no-store", path)
  }
})

test("the access log contains no IDs of purchases and carts, which are credentials [medium]", async () => {
  const who = stranger()
  const { purchase } = (await startPurchase(who)).body
  assert.equal((await who.get(`/store/service-purchases/${purchase.id}`)).status, 200)
  const { regions } = (await who.get("/store/regions")).body
  const { cart } = (await who.post("/store/carts", { region_id: regions[0].id })).body
  await who.get(`/store/carts/${cart.id}`)
  const last = (await who.get("/store/service-purchases/none_01")).body.request_id
  const log = await eventually("the last request is in the log", async () => {
    const text = await readFile(facts.log, "utf8")
    return text.includes(last) && text
  })
  for (const id of [purchase.id, cart.id]) assert.ok(!log.includes(id), `the log contains ${id}`)
})

test("invalid page parameters of Medusa's lists return 400 [low]", async () => {
  for (const query of ["limit=-1", "limit=100000", "offset=-1", "limit=abc"])
    assert.equal((await stranger().get(`/store/products?${query}`)).status, 400, query)
})

test("names with invisible characters, reversed text or links are rejected [low]", async () => {
  for (const first_name of ["\u200b", "a\u202eb", "http://evil.example"]) {
    const { regions } = (await stranger().get("/store/regions")).body
    const body = { region_id: regions[0].id, shipping_address: { first_name } }
    assert.equal((await stranger().post("/store/carts", body)).status, 400)
    const customer = { full_name: first_name, email: "visitor@example.com", phone: "+919876543210" }
    const purchase = await startPurchase(stranger(), { customer })
    assert.deepEqual([purchase.status, Object.keys(purchase.body.details ?? {})], [400, ["customer.full_name"]])
  }
})

test("Medusa's errors contain no row IDs [low] [M6]", async () => {
  const who = stranger()
  const { regions } = (await who.get("/store/regions")).body
  const region = regions.find((one) => one.currency_code === "inr")
  const made = await who.post("/store/carts", { region_id: region.id })
  who.jar.clear()
  const headers = { "x-cart-token": made.headers.get("x-cart-token") ?? "" }
  const { products } = (await who.get("/store/products?handle=document-folder")).body
  for (const [variant_id, quantity] of [
    ["variant_01KAT", 1],
    [products[0].variants[0].id, 900],
  ]) {
    const answer = await who.post(`/store/carts/${made.body.cart.id}/line-items`, { variant_id, quantity }, { headers })
    assert.ok(answer.status >= 400 && answer.status < 500, answer.text)
    assert.doesNotMatch(answer.text, /(variant|cart|iitem|sloc|ilev)_[0-9A-Z]{5}/)
  }
})

test("staff can search for names without their accents [M6]", async () => {
  const name = `Zoë Ångström${Date.now()}`
  const { references } = await buy(stranger(), {
    customer: { full_name: name, email: "zoe@example.com", phone: "+919876543210" },
  })
  const query = encodeURIComponent(name.replace("Zoë Ångström", "zoe angstrom"))
  const found = await eventually("the request is listed", async () => {
    const { service_requests: list } = (await secretKey().get(`/admin/service-requests?q=${references[0]}`)).body
    return list.length ? list : undefined
  })
  const searched = (await secretKey().get(`/admin/service-requests?q=${query}`)).body.service_requests
  assert.deepEqual(
    searched.map(({ id }) => id),
    found.map(({ id }) => id)
  )
})

test("a storefront URL with malformed encoding doesn't cause a server error [M6]", async () => {
  for (const path of ["/services/%A0", "/%A0", "/track/%E0%A4%A", "/r/%A0"]) {
    const { status } = await stranger().get(facts.storefront + path)
    assert.ok(status >= 300 && status < 500, `${path} returned ${status}`)
  }
})

test("strangers can neither clear the public pages nor change what others see on them [high]", async () => {
  const page = (headers = {}) => fetch(`${facts.storefront}/`, { headers: { "accept-language": "en-IN", ...headers } })
  const send = (body, headers) =>
    fetch(`${facts.storefront}/api/revalidate`, {
      method: "POST",
      headers: { "content-type": "application/json", ...headers },
      body,
    })
  const body = JSON.stringify({ tags: ["catalog"] })
  const now = Math.floor(Date.now() / 1000)
  for (const signature of [undefined, "t=1,v1=", `t=${now},v1=${"0".repeat(64)}`, `t=${now},v1=${"0".repeat(64)},v1=`])
    assert.equal((await send(body, signature ? { "x-atrium-signature": signature } : {})).status, 401)

  const before = await (await page()).text()
  const { regions } = (await stranger().get("/store/regions?fields=id,currency_code")).body
  for (const region of regions)
    for (const headers of [
      { "x-atrium-region": region.id },
      { "x-atrium-region": region.id, "x-atrium-render": "1" },
      { "content-security-policy": "script-src 'nonce-stranger'", "x-nonce": "stranger" },
    ]) {
      const answer = await page(headers)
      assert.doesNotMatch(await answer.text(), /nonce="?stranger/)
      assert.doesNotMatch(answer.headers.get("content-security-policy"), /stranger/)
      assert.equal(await (await page()).text(), before)
    }

  const shown = await page({ cookie: "atrium_session=someone; atrium_theme=%22%3E%3Cscript%3E" })
  assert.equal(await shown.text(), before)
  assert.match(shown.headers.get("content-security-policy"), /(^|; )script-src 'self'(;|$)/)
  assert.doesNotMatch(
    before.replace(/<script type="application\/ld\+json">/g, ""),
    /<script(?![^>]*\ssrc="\/(shop|cart)\.js)/
  )
})
