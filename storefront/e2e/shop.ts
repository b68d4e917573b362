import { existsSync, readFileSync } from "node:fs"
import path from "node:path"

import {
  type ApiClient,
  createApiClient,
  ok,
  purchaseBody,
  sendPurchase,
  settlePurchase,
  someService,
} from "@atrium/test-kit/http"

// Keys and URLs of the shop started with `npm start`. Environment variables take precedence.
const DEMO_FILE = path.join(__dirname, "..", "..", ".atrium", "demo.json")

type Demo = { publishable_key?: string; urls?: { backend?: string } }

const demo = (): Demo => (existsSync(DEMO_FILE) ? JSON.parse(readFileSync(DEMO_FILE, "utf8")) : {})

export const backendUrl = (): string =>
  process.env.ATRIUM_BACKEND_URL ?? demo().urls?.backend ?? "http://localhost:9000"

export const publishableKey = (): string => {
  const key = process.env.ATRIUM_PUBLISHABLE_KEY ?? demo().publishable_key
  if (!key) throw new Error("Set ATRIUM_PUBLISHABLE_KEY, or start the shop with npm start")
  return key
}

/** Returns an API client for the running shop. */
export const shopApi = (): ApiClient =>
  createApiClient(backendUrl, () => ({ publishable: publishableKey(), admin: "" }))

export type ApiPurchase = { reference: string; service: string; serviceId: string; handle: string; email: string }

/** Buys the first tier of the first service as a guest through the API. */
export const buyByApi = async (): Promise<ApiPurchase> => {
  const api = shopApi()
  const email = `tara-${crypto.randomUUID()}@example.com`
  const service = await someService(api)
  const customer = { full_name: "Tara Menon", email, phone: "+919876543210" }
  const { purchase } = ok(await sendPurchase(api, purchaseBody(service, { customer })))
  const { reference } = await settlePurchase(api, purchase)
  return { reference, service: service.title, serviceId: service.id, handle: service.handle, email }
}
