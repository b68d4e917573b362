// The demo customer's requests, one in each state that a customer knows: done, in progress and just bought. They are
// bought, paid and worked on through the shop's own API, as anybody would, so that emails, commissions and documents exist
// too.
import { randomUUID } from "node:crypto"

import { demoKeys } from "./demo-keys.mjs"
import { Failure } from "./failure.mjs"

const PASSWORD = "atrium-demo"
const CUSTOMER = { full_name: "Ravi Sharma", email: "ravi@customers.atrium.test", phone: "+919876543210" }
/** Oldest first. */
const STORIES = [
  {
    handle: "gst-registration",
    state: "completed",
    requirements:
      "We sell handmade bags from Bengaluru, online and to two shops, and expect 30 lakh of sales this year.",
  },
  {
    handle: "trademark-registration",
    state: "in_progress",
    requirements: "The name of our bags, and later the logo. We have used the name since spring.",
  },
  {
    handle: "website-launch",
    state: "team_assigned",
    requirements: "A small site that shows our bags and tells where to buy them. Photos are ready.",
  },
]
const ANSWERS = {
  choice: ({ options }) => options[0],
  multi_choice: ({ options }) => options.slice(0, 1),
  number: () => 3,
}
const DATE_AHEAD_DAYS = 45
const PATIENCE = 30_000

const sleep = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds))

const answerTo = (question) => {
  if (question.type === "date") return new Date(Date.now() + DATE_AHEAD_DAYS * 86_400_000).toISOString().slice(0, 10)
  return ANSWERS[question.type]?.(question) ?? "As we discussed on the phone"
}

/** Calls the shop's API and returns the body. Throws a Failure with what the shop says when it refuses. */
const callerOf = (backend, headers) => async (method, path, body, more) => {
  const response = await fetch(`${backend}${path}`, {
    method,
    headers: { ...headers, ...more, ...(body && { "content-type": "application/json" }) },
    ...(body && { body: JSON.stringify(body) }),
  })
  const answer = await response.json().catch(() => ({}))
  if (!response.ok) throw new Failure(`${method} ${path} responded ${response.status}: ${JSON.stringify(answer)}`)
  return answer
}

const until = async (what, find) => {
  for (const end = Date.now() + PATIENCE; Date.now() < end; await sleep(200)) {
    const found = await find()
    if (found) return found
  }
  throw new Failure(`Waited too long for ${what}`)
}

const signIn = async (backend, key, actor, email) => {
  const call = callerOf(backend, { "x-publishable-api-key": key })
  const { token } = await call("POST", `/auth/${actor}/emailpass`, { email, password: PASSWORD })
  return callerOf(backend, { "x-publishable-api-key": key, authorization: `Bearer ${token}` })
}

/** Buys a service as the customer and returns the reference of its request. */
const buy = async (customer, service, requirements) => {
  const asked = service.intake.questions.filter(({ type, show_when }) => type !== "file" && !show_when)
  const { purchase } = await customer(
    "POST",
    "/store/service-purchases",
    {
      items: [
        {
          tier_id: service.tiers[0].id,
          quantity: 1,
          intake: Object.fromEntries(asked.map((question) => [question.id, answerTo(question)])),
        },
      ],
      customer: CUSTOMER,
      requirements,
      currency_code: "inr",
      consent: { terms: true },
    },
    { "idempotency-key": randomUUID() }
  )
  await customer("POST", `/sandbox-gateway/payment-intents/${purchase.payment.id}/confirm`, {
    client_secret: purchase.payment.client_secret,
    card: { number: "4242424242424242", exp_month: 12, exp_year: 2035, cvc: "123" },
  })
  return until(`the purchase of ${service.handle}`, async () => {
    const { service_requests } = await customer("POST", `/store/service-purchases/${purchase.id}/complete`)
    return service_requests?.[0]?.reference_number
  })
}

/** Does one task after the other: some only begin when others are done. */
const doTasks = async (provider, id, most = Infinity) => {
  for (let done = 0; done < most; done += 1) {
    const { service_request } = await provider("GET", `/provider/service-requests/${id}`)
    const task = service_request.tasks.find(({ allowed_statuses }) =>
      allowed_statuses.some((status) => ["in_progress", "done"].includes(status))
    )
    if (!task) return
    for (const status of task.allowed_statuses.includes("in_progress") ? ["in_progress", "done"] : ["done"])
      await provider("POST", `/provider/service-requests/${id}/tasks/${task.id}`, { status })
  }
}

const work = async (provider, id, state) => {
  if (state === "team_assigned") return
  const become = (status) => provider("POST", `/provider/service-requests/${id}/status`, { status })
  await become("in_progress")
  if (state === "in_progress") return doTasks(provider, id, 1)
  await doTasks(provider, id)
  await become("completed")
}

const addMissing = async (shop, backend) => {
  const { publishable_key: key, secret_key: secret } = demoKeys(shop)
  const staff = callerOf(backend, { authorization: `Basic ${Buffer.from(`${secret}:`).toString("base64")}` })
  const requestsOf = async (text) =>
    (await staff("GET", `/admin/service-requests?q=${encodeURIComponent(text)}&limit=100`)).service_requests
  const store = callerOf(backend, { "x-publishable-api-key": key })
  const services = await Promise.all(
    STORIES.map(async (story) => ({
      ...story,
      ...(await store("GET", `/store/services/${story.handle}?currency_code=inr`)),
    }))
  )
  const known = new Set((await requestsOf(CUSTOMER.email)).map(({ service }) => service.id))
  const missing = services.filter(({ service }) => !known.has(service.id))
  if (missing.length === 0) return "no changes"
  const customer = await signIn(backend, key, "customer", CUSTOMER.email)
  for (const { service, requirements, state } of missing) {
    const reference = await buy(customer, service, requirements)
    const request = await until(`a provider for ${service.handle}`, async () =>
      (await requestsOf(reference)).find(({ provider }) => provider)
    )
    const { provider } = await staff("GET", `/admin/providers/${request.provider.id}`)
    await work(await signIn(backend, key, "provider", provider.email), request.id, state)
  }
  return `added ${missing.length}`
}

/**
 * Gives the demo customer one request in each state, unless there are some of these services. Needs a running backend.
 * Returns what it did, for the step's line: a shop whose demo data was changed by hand, so that the customer can't sign in,
 * still starts.
 */
export const addDemoRequests = async (shop, backend) => {
  try {
    return await addMissing(shop, backend)
  } catch (error) {
    if (error instanceof Failure) return `not added: ${error.message}`
    throw error
  }
}
