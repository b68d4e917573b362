// What an attacker has: the addresses of a running shop, clients of several people, and the inbox of those who lent
// theirs. `npm run test:attack` starts the shop and passes its facts in the environment.
import { createHmac, randomBytes, randomUUID } from "node:crypto"
import { readFileSync } from "node:fs"

import { ok, payWith, purchaseBody, sendPurchase, settlePurchase, someService } from "@atrium/test-kit/http"
import pg from "pg"

const required = (name) => {
  const value = process.env[name]
  if (!value) throw new Error(`${name} is not set: run the attacks with npm run test:attack`)
  return value
}

const demo = JSON.parse(readFileSync(required("ATRIUM_DEMO_FILE"), "utf8"))

/** The shop under attack. `databaseUrl` and `log` are for who reached these, and for looking at what happened. */
export const facts = {
  backend: required("ATRIUM_BACKEND_URL"),
  storefront: required("ATRIUM_STOREFRONT_URL"),
  mailbox: required("ATRIUM_MAILBOX_URL"),
  databaseUrl: required("DATABASE_URL"),
  log: required("ATRIUM_BACKEND_LOG"),
  publishableKey: demo.publishable_key,
  secretKey: demo.secret_key,
  gatewaySecret: demo.gateway_secret,
  webhookSecret: demo.webhook_secret,
}

export const DEMO_PASSWORD = "atrium-demo"

/** The secret the demo signs tokens with, which everyone can read in the repository. */
const PUBLISHED_SECRET = "atrium-demo-jwt-secret-do-not-use-in-production"

/** A unique IP address for every client: the shop counts its limits per address, as behind a proxy. */
export const someAddress = () => `10.${[...randomBytes(3)].join(".")}`

const remember = (jar, response) => {
  for (const cookie of response.headers.getSetCookie()) {
    const [pair = ""] = cookie.split(";")
    const at = pair.indexOf("=")
    jar.set(pair.slice(0, at), pair.slice(at + 1))
  }
}

/**
 * One person with an address and a cookie jar. `request(method, path, { body, headers, form, raw })` never throws on a
 * status and returns { status, headers, body, text }; `body` is parsed JSON where the answer is JSON. /store requests
 * carry the publishable key. `url` may be absolute (the storefront).
 */
export const client = ({ address = someAddress(), headers: always = {} } = {}) => {
  const jar = new Map()
  const request = async (method, path, { body, headers = {}, raw } = {}) => {
    const url = path.startsWith("http") ? path : facts.backend + path
    const response = await fetch(url, {
      method,
      redirect: "manual",
      headers: {
        "x-forwarded-for": address,
        ...(/^\/store\//i.test(path) ? { "x-publishable-api-key": facts.publishableKey } : {}),
        ...(body === undefined ? {} : { "content-type": "application/json" }),
        ...(jar.size ? { cookie: [...jar].map(([name, value]) => `${name}=${value}`).join("; ") } : {}),
        ...always,
        ...headers,
      },
      ...(raw === undefined ? (body === undefined ? {} : { body: JSON.stringify(body) }) : { body: raw }),
    })
    remember(jar, response)
    const text = await response.text()
    const json = (response.headers.get("content-type") ?? "").includes("json")
    return { status: response.status, headers: response.headers, text, body: json && text ? JSON.parse(text) : text }
  }
  return {
    address,
    jar,
    request,
    get: (path, options) => request("GET", path, options),
    post: (path, body, options) => request("POST", path, { body: body ?? {}, ...options }),
    delete: (path, options) => request("DELETE", path, options),
  }
}

/** A visitor the shop has never seen. */
export const stranger = () => client()

/** A client with the bearer token of a person who signs in with a password. Throws when the sign-in fails. */
export const signedIn = async (actor, email, password = DEMO_PASSWORD) => {
  const address = someAddress()
  const answer = await client({ address }).post(`/auth/${actor}/emailpass`, { email, password })
  if (answer.status !== 200 || !answer.body.token)
    throw new Error(`Signing in ${email} as ${actor} answered ${answer.status}: ${answer.text.slice(0, 200)}`)
  return { ...client({ address, headers: { authorization: `Bearer ${answer.body.token}` } }), token: answer.body.token }
}

export const bearer = (token) => ({ headers: { authorization: `Bearer ${token}` } })

/** The browser of the holder of a token: it has the session cookie and nothing else. */
export const sessionOf = async (token) => {
  const browser = client()
  const answer = await browser.post("/auth/session", {}, bearer(token))
  if (answer.status !== 200) throw new Error(`No session: ${answer.status} ${answer.text.slice(0, 200)}`)
  return browser
}

/** A token with any claims, signed as the shop signs its own. */
export const signedToken = (claims) => {
  const now = Math.floor(Date.now() / 1000)
  const part = (value) => Buffer.from(JSON.stringify(value)).toString("base64url")
  const text = `${part({ alg: "HS256", typ: "JWT" })}.${part({ ...claims, iat: now, exp: now + 3600 })}`
  return `${text}.${createHmac("sha256", PUBLISHED_SECRET).update(text).digest("base64url")}`
}

/** One sign-in per person for a whole file: staff (owner), customer, provider and affiliate of the demo. */
const once = (make) => {
  let made
  return () => (made ??= make())
}
export const staff = once(() => signedIn("user", "admin@atrium.test"))
export const customer = once(() => signedIn("customer", "ravi@customers.atrium.test"))
export const otherCustomer = once(() => signedIn("customer", "maya@affiliates.atrium.test"))
export const provider = once(() => signedIn("provider", "asha@providers.atrium.test"))

/** An integrator with the demo's secret key. */
export const secretKey = () => withKey(facts.secretKey)

/** A client with the secret API key `token`. */
export const withKey = (token) =>
  client({ headers: { authorization: `Basic ${Buffer.from(`${token}:`).toString("base64")}` } })

/** A person whom the owner invited with a role, who chose a password and signed in: a client with email, id, token. */
export const newStaff = async (roleId, email = someEmail(roleId)) => {
  const owner = await staff()
  const invited = await owner.post("/admin/staff-invitations", { email, role_id: roleId })
  if (invited.status >= 300) throw new Error(`Not invited: ${invited.text.slice(0, 200)}`)
  const { invites } = (await owner.get("/admin/invites?limit=100&order=-created_at")).body
  const { token } = invites.find((invite) => invite.email === email)
  const password = "three quiet words"
  const chosen = await client().post("/auth/user/emailpass/register", { email, password })
  const person = { email, first_name: "Ira", last_name: "Sen" }
  const accepted = await client().post(`/admin/invites/accept?token=${token}`, person, bearer(chosen.body.token))
  if (accepted.status !== 200) throw new Error(`Not accepted: ${accepted.text.slice(0, 200)}`)
  return { ...(await signedIn("user", email, password)), email, password, id: accepted.body.user.id }
}

/** Emails the shop sent to one address, oldest first. */
export const mailsTo = async (address) => {
  const response = await fetch(`${facts.mailbox}/api/email`)
  const mails = await response.json()
  return mails.filter((mail) => mail.to.some((recipient) => recipient.address.toLowerCase() === address.toLowerCase()))
}

/** Repeats `look` until it returns something truthy; throws with `what` when the seconds are over. */
export const eventually = async (what, look, { seconds = 20 } = {}) => {
  const end = Date.now() + seconds * 1000
  for (;;) {
    const found = await look()
    if (found) return found
    if (Date.now() > end) throw new Error(`Not within ${seconds} s: ${what}`)
    await new Promise((resolve) => setTimeout(resolve, 250))
  }
}

/** Rows of one statement on the shop's database. */
export const sql = async (text, values = []) => {
  const database = new pg.Client({ connectionString: facts.databaseUrl })
  await database.connect()
  try {
    return (await database.query(text, values)).rows
  } finally {
    await database.end()
  }
}

export const someEmail = (who = "visitor") => `${who}-${randomUUID().slice(0, 8)}@example.com`

/** A client as the purchase driver takes it. */
const shopper = (who) => ({
  raw: (method, path, options) => who.request(method, path, options),
  store: {
    get: (path, headers) => who.get(path, { headers }),
    post: (path, body, headers) => who.post(path, body, { headers }),
  },
})

/** A service of the catalogue with its questions answered: { service, item } where item goes into a purchase. */
export const someItem = async (who = stranger(), { handle, quantity = 1 } = {}) => {
  const service = await someService(shopper(who), handle)
  return { service, item: purchaseBody(service, { quantity }).items[0] }
}

/** Begins a purchase as `who`; returns the shop's answer. */
export const begin = async (who, { email = someEmail("buyer"), items, ...rest } = {}) => {
  const body = purchaseBody(await someService(shopper(who)), { email, ...rest })
  return sendPurchase(shopper(who), { ...body, items: items ?? body.items })
}

/** Pays a purchase's payment at the sandbox gateway. */
export const pay = (who, purchase, number) => payWith(shopper(who), purchase, number)

/** A whole purchase by `who`: { purchase, order, references }. Throws when a step is refused. */
export const buy = async (who, options) => {
  const { purchase } = ok(await begin(who, options))
  const { order, service_requests: requests } = await settlePurchase(shopper(who), purchase)
  return { purchase, order, references: requests.map((request) => request.reference_number) }
}

/** What the sandbox gateway itself says about a payment: the company's own dashboard. */
export const atGateway = (paymentIntentId) =>
  client({ headers: { authorization: `Bearer ${facts.gatewaySecret}` } }).get(
    `/sandbox-gateway/payment-intents/${paymentIntentId}`
  )
