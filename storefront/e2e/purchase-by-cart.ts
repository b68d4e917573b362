import { asCustomer, completeCart, ok, openCart, payWith, someService } from "@atrium/test-kit/http"

import { shopApi } from "./shop"

/** Buys a service as a customer through the cart API, which leaves the service's questions unanswered. */
export const buyByCart = async (email: string, password: string): Promise<void> => {
  const api = shopApi()
  const signIn = { body: { email, password } }
  const { token } = ok(await api.raw<{ token: string }>("POST", "/auth/customer/emailpass", signIn))
  const customer = asCustomer(api, token)
  const service = await someService(customer)
  const items = [{ variant_id: service.tiers[0]?.id, quantity: 1 }]
  const { cart, session } = await openCart(customer, { email, items })
  ok(await payWith(customer, { payment: session.data }))
  ok(await completeCart(customer, cart.id))
}
