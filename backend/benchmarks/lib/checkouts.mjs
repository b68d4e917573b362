// Buyers: each function is one purchase from its first request to its last answer. They throw when a server refuses.
import { randomUUID } from "node:crypto"

const TIMEOUT_MS = 60_000

/** Sends JSON and returns the answer's body and headers. Node's fetch keeps connections alive. */
const send = async (url, { method = "POST", headers = {}, body } = {}) => {
  const answer = await fetch(url, {
    method,
    headers: { "content-type": "application/json", ...headers },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    signal: AbortSignal.timeout(TIMEOUT_MS),
  })
  const text = await answer.text()
  if (!answer.ok) throw new Error(`${method} ${new URL(url).pathname}: ${answer.status} ${text.slice(0, 300)}`)
  return { body: JSON.parse(text), headers: answer.headers }
}

const CARD = { number: "4242424242424242", exp_month: 12, exp_year: 2035, cvc: "123" }

const answerTo = ({ type, options = [] }) => {
  if (type === "choice") return options[0]
  if (type === "multi_choice") return options.slice(0, 1)
  if (type === "date") return "2027-01-15"
  return type === "number" ? 3 : "As agreed on the phone"
}

const intakeOf = ({ intake }) =>
  Object.fromEntries(
    intake.questions
      .filter((question) => !question.show_when && question.type !== "file")
      .map((question) => [question.id, answerTo(question)])
  )

const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds))

const completed = async ({ baseUrl, headers }, purchaseId) => {
  const deadline = Date.now() + TIMEOUT_MS
  while (Date.now() < deadline) {
    const { body } = await send(`${baseUrl}/store/service-purchases/${purchaseId}/complete`, { headers, body: {} })
    if (body.service_requests?.[0]?.reference_number) return
    await pause(100)
  }
  throw new Error(`Purchase ${purchaseId} was not provisioned in time.`)
}

/** Atrium: begins, pays by card at the sandbox gateway and completes, until the service request has its reference. */
export const serviceBuyer = (shop, service) => async () => {
  const { baseUrl, headers } = shop
  const begun = await send(`${baseUrl}/store/service-purchases`, {
    headers: { ...headers, "idempotency-key": randomUUID() },
    body: {
      items: [{ tier_id: service.tiers[0].id, quantity: 1, intake: intakeOf(service) }],
      customer: { full_name: "Asha Rao", email: `buyer-${randomUUID()}@example.com`, phone: "+919876543210" },
      requirements: "Please call in the morning.",
      currency_code: "inr",
      consent: { terms: true },
      affiliate_code: "MAYA10",
    },
  })
  const { id, payment } = begun.body.purchase
  await send(`${baseUrl}/sandbox-gateway/payment-intents/${payment.id}/confirm`, {
    body: { client_secret: payment.client_secret, card: CARD },
  })
  await completed(shop, id)
}

/** Stock Medusa: core's cart routes in the same process, for the same variant, with core's manual payment. */
export const cartBuyer =
  ({ baseUrl, headers, regionId }, service) =>
  async () => {
    const email = `cart-${randomUUID()}@example.com`
    const opened = await send(`${baseUrl}/store/carts`, { headers, body: { region_id: regionId } })
    const cart = opened.body.cart.id
    const own = { ...headers, "x-cart-token": opened.headers.get("x-cart-token") ?? "" }
    const post = async (path, body = {}) => (await send(`${baseUrl}${path}`, { headers: own, body })).body
    await post(`/store/carts/${cart}/line-items`, { variant_id: service.tiers[0].id, quantity: 1 })
    await post(`/store/carts/${cart}`, {
      email,
      shipping_address: {
        first_name: "Asha",
        last_name: "Rao",
        address_1: "MG Road 1",
        city: "Bengaluru",
        postal_code: "560001",
        country_code: "in",
      },
    })
    const { payment_collection: collection } = await post("/store/payment-collections", { cart_id: cart })
    await post(`/store/payment-collections/${collection.id}/payment-sessions`, { provider_id: "pp_system_default" })
    const { type } = await post(`/store/carts/${cart}/complete`)
    if (type !== "order") throw new Error(`Core's cart ${cart} became no order.`)
  }

const ORDER = `... on Order { id code state totalWithTax lines { id quantity linePriceWithTax productVariant { id name } } }
  ... on ErrorResult { errorCode message }`

/** Vendure: a guest's checkout at its Shop API, with shipping and a payment that settles at once. */
export const vendureBuyer =
  ({ shopApi, variantId }) =>
  async () => {
    let session
    const ask = async (query, variables = {}) => {
      const { body, headers } = await send(shopApi, {
        headers: session ? { authorization: `Bearer ${session}` } : {},
        body: { query, variables },
      })
      session ??= headers.get("vendure-auth-token") ?? undefined
      const [value] = Object.values(body.data ?? {})
      if (body.errors || value?.errorCode) throw new Error(JSON.stringify(body).slice(0, 300))
      return value
    }
    await ask(`mutation ($id: ID!) { addItemToOrder(productVariantId: $id, quantity: 1) { ${ORDER} } }`, {
      id: variantId,
    })
    await ask(`mutation ($input: CreateCustomerInput!) { setCustomerForOrder(input: $input) { ${ORDER} } }`, {
      input: { firstName: "Asha", lastName: "Rao", emailAddress: `buyer-${randomUUID()}@example.com` },
    })
    await ask(`mutation ($input: CreateAddressInput!) { setOrderShippingAddress(input: $input) { ${ORDER} } }`, {
      input: { fullName: "Asha Rao", streetLine1: "Road 1", city: "Berlin", postalCode: "10115", countryCode: "DE" },
    })
    const [method] = await ask("{ eligibleShippingMethods { id } }")
    await ask(`mutation ($ids: [ID!]!) { setOrderShippingMethod(shippingMethodId: $ids) { ${ORDER} } }`, {
      ids: [method.id],
    })
    await ask(`mutation { transitionOrderToState(state: "ArrangingPayment") { ${ORDER} } }`)
    const { state } = await ask(
      `mutation { addPaymentToOrder(input: { method: "benchmark", metadata: {} }) { ${ORDER} } }`
    )
    if (state !== "PaymentSettled") throw new Error(`Vendure's order is ${state}.`)
  }

const MOST_FAILURES = 10

/** Lets `atOnce` buyers buy one after the other for some seconds; a purchase that was begun is finished. */
export const letBuy = async (buy, atOnce, seconds) => {
  const times = []
  let failures = 0
  let problem
  const begun = performance.now()
  const shopping = async () => {
    while (performance.now() - begun < seconds * 1000 && failures < MOST_FAILURES) {
      const from = performance.now()
      try {
        await buy()
        times.push(performance.now() - from)
      } catch (error) {
        failures += 1
        problem ??= error.message
      }
    }
  }
  await Promise.all(Array.from({ length: atOnce }, shopping))
  return { times, failures, problem, elapsedMs: performance.now() - begun }
}
