import { backendUrl, publishableKey } from "./shop"

type Json = Record<string, unknown>

const caller =
  (token: string) =>
  async <T extends Json>(route: string, body?: unknown): Promise<T> => {
    const answer = await fetch(`${backendUrl()}${route}`, {
      method: body === undefined ? "GET" : "POST",
      headers: {
        "content-type": "application/json",
        "x-publishable-api-key": publishableKey(),
        ...(token ? { authorization: `Bearer ${token}` } : {}),
      },
      body: body === undefined ? undefined : JSON.stringify(body),
    })
    if (!answer.ok) throw new Error(`${route}: ${answer.status} ${await answer.text()}`)
    return (await answer.json()) as T
  }

/**
 * A customer buys a service through the ordinary cart, which asks no questions of the service: they stay open.
 * Gives the order's id.
 */
export const buyByCart = async (email: string, password: string): Promise<string> => {
  const { token } = await caller("")<{ token: string }>("/auth/customer/emailpass", { email, password })
  const call = caller(token)
  const { regions } = await call<{ regions: { id: string; currency_code: string }[] }>("/store/regions")
  const region = regions.find((one) => one.currency_code === "inr")
  const { services } = await call<{ services: { handle: string; tiers: { id: string }[] }[] }>(
    "/store/services?currency_code=inr&limit=1"
  )
  const { cart } = await call<{ cart: { id: string } }>("/store/carts", { region_id: region?.id, email })
  await call(`/store/carts/${cart.id}/line-items`, { variant_id: services[0]?.tiers[0]?.id, quantity: 1 })
  const { payment_collection: collection } = await call<{ payment_collection: { id: string } }>(
    "/store/payment-collections",
    { cart_id: cart.id }
  )
  const { payment_collection: paid } = await call<{
    payment_collection: { payment_sessions: { data: { id: string; client_secret: string } }[] }
  }>(`/store/payment-collections/${collection.id}/payment-sessions`, { provider_id: "pp_sandbox_sandbox" })
  const intent = paid.payment_sessions[0]?.data
  await call(`/sandbox-gateway/payment-intents/${intent?.id}/confirm`, {
    client_secret: intent?.client_secret,
    card: { number: "4242424242424242", exp_month: 12, exp_year: 2032, cvc: "123" },
  })
  const { order } = await call<{ order: { id: string } }>(`/store/carts/${cart.id}/complete`, {})
  return order.id
}
