import { asCustomer, completeCart, ok, openCart, payWith, someService } from "@atrium/test-kit/http"

import { shopApi } from "./shop"

/** A customer buys a service through the ordinary cart, which asks none of the service's questions: they stay open. */
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
