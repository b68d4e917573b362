import { randomUUID } from "node:crypto"

import {
  type ApiAnswer,
  type ApiClient,
  completePurchase,
  payWith,
  purchaseBody,
  sendPurchase,
  type Service,
  someService,
} from "@atrium/test-kit"

import type { Fleet } from "./fleet"

/** The code of one of the demo's affiliates. */
export const AFFILIATE = "MAYA10"

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds))

/**
 * What a proxy in front of two servers does with a browser's request: one that fails goes to the other server. Gives
 * undefined when nobody answered as hoped within `patienceMs`; the shopper closes the browser then.
 */
const ask = async <T>(
  servers: ApiClient[],
  call: (api: ApiClient) => Promise<ApiAnswer<T>>,
  hoped: (answer: ApiAnswer<T>) => boolean,
  patienceMs: number
): Promise<ApiAnswer<T> | undefined> => {
  const deadline = Date.now() + patienceMs
  for (let attempt = 0; Date.now() < deadline; attempt += 1) {
    const api = servers[attempt % servers.length]
    const answer = api ? await call(api).catch(() => undefined) : undefined
    if (answer && hoped(answer)) return answer
    await pause(250)
  }
  return undefined
}

export type Shopped = { email: string; quantity: number; affiliate: boolean; paid: boolean }

/**
 * One purchase from begin to complete, on whichever server answers: of one unit, led here by an affiliate, or of two where that many are sold.
 * Tells whether the shopper got so far as to pay.
 */
const shop = async (fleet: Fleet, service: Service, index: number): Promise<Shopped> => {
  const bought = {
    email: `fleet-${index}@example.com`,
    quantity: Math.min(1 + (index % 2), service.max_quantity),
    affiliate: index % 2 === 0,
  }
  const { email, quantity } = bought
  const address = `10.1.0.${index + 1}`
  const own = [fleet.api("server-a", address), fleet.api("server-b", address)]
  const servers = index % 2 ? own.reverse() : own
  const key = randomUUID()
  const body = purchaseBody(service, { quantity, email, affiliate_code: bought.affiliate ? AFFILIATE : undefined })
  const begun = await ask(
    servers,
    (api) => sendPurchase(api, body, key),
    ({ status }) => status === 201 || status === 200,
    60_000
  )
  const purchase = begun?.body.purchase
  if (!purchase) return { ...bought, paid: false }
  // A server may have been killed after the charge and before its response: the card can't be charged again (409).
  const paid = await ask(
    servers,
    (api) => payWith(api, purchase),
    ({ status }) => status === 200 || status === 409,
    60_000
  )
  await ask(
    servers,
    (api) => completePurchase(api, purchase.id),
    ({ status }) => status === 200,
    15_000
  )
  return { ...bought, paid: paid !== undefined }
}

/** Total units of these purchases. */
export const unitsOf = (shopped: Shopped[]): number => shopped.reduce((sum, { quantity }) => sum + quantity, 0)

/** A few services, so that no provider's capacity is exceeded; without those that have conditional questions. */
export const someServices = async (api: ApiClient): Promise<Service[]> => {
  const { body } = await api.store.get<{ services: { handle: string }[] }>("/store/services?currency_code=inr&limit=8")
  const services = await Promise.all(body.services.map(({ handle }) => someService(api, handle)))
  return services.filter(({ intake }) => !intake.questions.some((question) => question.required && question.show_when))
}

/** `count` shoppers, some at a time. `beforeEach` is called with the number of those who have begun. */
export const letThemShop = async (
  fleet: Fleet,
  services: Service[],
  { count, atOnce, beforeEach }: { count: number; atOnce: number; beforeEach: (begun: number) => void }
) => {
  const shopped: Shopped[] = []
  let next = 0
  const queue = async () => {
    while (next < count) {
      const index = next++
      beforeEach(index)
      const service = services[index % services.length]
      if (service) shopped.push(await shop(fleet, service, index))
    }
  }
  await Promise.all(Array.from({ length: atOnce }, queue))
  return shopped
}
