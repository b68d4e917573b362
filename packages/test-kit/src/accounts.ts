import { randomUUID } from "node:crypto"

import type { Shop } from "./with-shop"

export type RegisteredCustomer = { id: string; email: string; password: string; token: string }

/** The secret in the fragment of the first link of the newest email to an address. */
export const emailedToken = async (shop: Shop, to: string, subject: RegExp): Promise<string> => {
  for (let look = 0; look < 50; look++) {
    await shop.drainWork()
    const mail = shop
      .mailbox()
      .mails()
      .filter((one) => one.to === to && subject.test(one.subject))
      .at(-1)
    if (mail) {
      const link = new URL(/https?:\/\/\S+/.exec(mail.text)?.[0] ?? "")
      return new URLSearchParams(link.hash.slice(1)).get("token") ?? ""
    }
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  throw new Error(`No email to ${to} with the subject ${subject.source} arrived`)
}

/** A customer registered like in the storefront: requests a link, reads the email, chooses a password, signs in. */
export const registerCustomer = async (
  shop: Shop,
  {
    email = `customer-${randomUUID()}@example.com`,
    password = "three quiet words",
    first_name = "Nora",
    last_name = "Lind",
  } = {}
): Promise<RegisteredCustomer> => {
  const asked = await shop.api.store.post("/store/registrations", { email })
  if (asked.status !== 202) throw new Error(`The registration was refused: ${JSON.stringify(asked.body)}`)
  const token = await emailedToken(shop, email, /account/)
  const done = await shop.api.store.post<{ customer: { id: string } }>("/store/registrations/complete", {
    token,
    password,
    first_name,
    last_name,
  })
  if (done.status !== 201) throw new Error(`The registration was not completed: ${JSON.stringify(done.body)}`)
  return { id: done.body.customer.id, email, password, token: await shop.signIn("customer", email, password) }
}
