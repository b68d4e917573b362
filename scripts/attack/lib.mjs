// Helpers of the attack tests: clients of a running shop for different users, and its test inbox. `npm run test:attack`
// starts the shop and passes its URLs and keys in the environment.
import { createHmac, randomBytes, randomUUID } from "node:crypto"
import { readFileSync } from "node:fs"

import { ok, payWith, purchaseBody, sendPurchase, settlePurchase, someService } from "@atrium/test-kit/http"
import pg from "pg"

const required = (name) => {
  const value = process.env[name]
  if (!value) throw new Error(`${name} is not set. Run the attack tests with npm run test:attack`)
  return value
}

const demo = JSON.parse(readFileSync(required("ATRIUM_DEMO_FILE"), "utf8"))

/** The shop under attack. `databaseUrl` and `log` are for attackers with access to them, and for assertions. */
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
  metricsToken: required("ATRIUM_METRICS_TOKEN"),
  revalidationSecret: required("ATRIUM_REVALIDATION_SECRET"),
}

export const DEMO_PASSWORD = "atrium-demo"

/** The demo's JWT secret, which is public in the repository. */
const PUBLISHED_SECRET = "atrium-demo-jwt-secret-do-not-use-in-production"

/** Returns a random IP address. Each client has its own, because rate limits are counted per address. */
export const someAddress = () => `10.${[...randomBytes(3)].join(".")}`

const storeCookies = (jar, response) => {
  for (const cookie of response.headers.getSetCookie()) {
    const [pair = ""] = cookie.split(";")
    const at = pair.indexOf("=")
    jar.set(pair.slice(0, at), pair.slice(at + 1))
  }
}

/**
 * Returns a client with its own IP address and cookies. `request(method, path, { body, headers, raw })` doesn't throw
 * on error statuses and returns { status, headers, body, text }. `body` is parsed if the response is JSON. Requests to
 * /store have the publishable key. `path` may be an absolute URL (of the storefront).
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
    storeCookies(jar, response)
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

/** Returns a client without credentials. */
export const stranger = () => client()

/** Signs in with a password and returns a client with the bearer token. Throws when the sign-in fails. */
export const signedIn = async (actor, email, password = DEMO_PASSWORD) => {
  const address = someAddress()
  const answer = await client({ address }).post(`/auth/${actor}/emailpass`, { email, password })
  if (answer.status !== 200 || !answer.body.token)
    throw new Error(`Signing in ${email} as ${actor} failed with ${answer.status}: ${answer.text.slice(0, 200)}`)
  return { ...client({ address, headers: { authorization: `Bearer ${answer.body.token}` } }), token: answer.body.token }
}

export const bearer = (token) => ({ headers: { authorization: `Bearer ${token}` } })

/** Exchanges a token for a session and returns a client that only has the session cookie. */
export const sessionOf = async (token) => {
  const browser = client()
  const answer = await browser.post("/auth/session", {}, bearer(token))
  if (answer.status !== 200) throw new Error(`No session: ${answer.status} ${answer.text.slice(0, 200)}`)
  return browser
}

/** Returns a token with any claims, signed with the demo's secret. */
export const signedToken = (claims) => {
  const now = Math.floor(Date.now() / 1000)
  const part = (value) => Buffer.from(JSON.stringify(value)).toString("base64url")
  const text = `${part({ alg: "HS256", typ: "JWT" })}.${part({ ...claims, iat: now, exp: now + 3600 })}`
  return `${text}.${createHmac("sha256", PUBLISHED_SECRET).update(text).digest("base64url")}`
}

/** Signs each demo user in once per file. */
const once = (create) => {
  let value
  return () => (value ??= create())
}
export const staff = once(() => signedIn("user", "admin@atrium.test"))
export const customer = once(() => signedIn("customer", "ravi@customers.atrium.test"))
export const otherCustomer = once(() => signedIn("customer", "maya@affiliates.atrium.test"))
export const provider = once(() => signedIn("provider", "asha@providers.atrium.test"))

/** Returns a client with the demo's secret API key. */
export const secretKey = () => withKey(facts.secretKey)

/** Returns a client with the secret API key `token`. */
export const withKey = (token) =>
  client({ headers: { authorization: `Basic ${Buffer.from(`${token}:`).toString("base64")}` } })

/**
 * Invites a staff member with a role, accepts the invitation and signs in. Returns a client with email, ID and token.
 */
export const newStaff = async (roleId, email = someEmail(roleId)) => {
  const owner = await staff()
  const invited = await owner.post("/admin/staff-invitations", { email, role_id: roleId })
  if (invited.status >= 300) throw new Error(`The invitation failed: ${invited.text.slice(0, 200)}`)
  const { invites } = (await owner.get("/admin/invites?limit=100&order=-created_at")).body
  const { token } = invites.find((invite) => invite.email === email)
  const password = "three quiet words"
  const chosen = await client().post("/auth/user/emailpass/register", { email, password })
  const person = { email, first_name: "Ira", last_name: "Sen" }
  const accepted = await client().post(`/admin/invites/accept?token=${token}`, person, bearer(chosen.body.token))
  if (accepted.status !== 200) throw new Error(`Accepting the invitation failed: ${accepted.text.slice(0, 200)}`)
  return { ...(await signedIn("user", email, password)), email, password, id: accepted.body.user.id }
}

/** Returns the emails sent to one address, oldest first. */
export const emailsTo = async (address) => {
  const response = await fetch(`${facts.mailbox}/api/email`)
  const emails = await response.json()
  return emails.filter((email) =>
    email.to.some((recipient) => recipient.address.toLowerCase() === address.toLowerCase())
  )
}

/** Polls `check` until it returns a truthy value, and returns it. Throws after `seconds`. */
export const eventually = async (description, check, { seconds = 20 } = {}) => {
  const end = Date.now() + seconds * 1000
  for (;;) {
    const result = await check()
    if (result) return result
    if (Date.now() > end) throw new Error(`Not within ${seconds} s: ${description}`)
    await new Promise((resolve) => setTimeout(resolve, 250))
  }
}

/** Runs one statement on the shop's database and returns its rows. */
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

/** Adapts a client to the test-kit's API client. */
const shopper = (who) => ({
  raw: (method, path, options) => who.request(method, path, options),
  store: {
    get: (path, headers) => who.get(path, { headers }),
    post: (path, body, headers) => who.post(path, body, { headers }),
  },
})

/** Returns a service and a purchase item for it, with its questions answered. */
export const someItem = async (who = stranger(), { handle, quantity = 1 } = {}) => {
  const service = await someService(shopper(who), handle)
  return { service, item: purchaseBody(service, { quantity }).items[0] }
}

/** Starts a purchase as `who` and returns the response. */
export const startPurchase = async (who, { email = someEmail("buyer"), items, ...rest } = {}) => {
  const body = purchaseBody(await someService(shopper(who)), { email, ...rest })
  return sendPurchase(shopper(who), { ...body, items: items ?? body.items })
}

/** Pays a purchase at the sandbox gateway. */
export const pay = (who, purchase, number) => payWith(shopper(who), purchase, number)

/** Buys as `who`. Returns { purchase, order, references }. Throws when a step fails. */
export const buy = async (who, options) => {
  const { purchase } = ok(await startPurchase(who, options))
  const { order, service_requests: requests } = await settlePurchase(shopper(who), purchase)
  return { purchase, order, references: requests.map((request) => request.reference_number) }
}

/** Reads a payment from the sandbox gateway's API. */
export const atGateway = (paymentIntentId) =>
  client({ headers: { authorization: `Bearer ${facts.gatewaySecret}` } }).get(
    `/sandbox-gateway/payment-intents/${paymentIntentId}`
  )
