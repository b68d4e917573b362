import { existsSync, readFileSync } from "node:fs"
import path from "node:path"

// The running shop writes its keys and addresses here; the environment may name others.
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

const call = async <T>(
  method: string,
  route: string,
  body?: unknown,
  headers: Record<string, string> = {}
): Promise<T> => {
  const answer = await fetch(`${backendUrl()}${route}`, {
    method,
    headers: { "content-type": "application/json", "x-publishable-api-key": publishableKey(), ...headers },
    body: body === undefined ? undefined : JSON.stringify(body),
  })
  if (!answer.ok) throw new Error(`${method} ${route}: ${answer.status} ${await answer.text()}`)
  return (await answer.json()) as T
}

type Question = { id: string; type: string; required: boolean; options?: string[]; show_when?: unknown }
type Service = {
  id: string
  handle: string
  title: string
  tiers: { id: string; title: string }[]
  intake?: { questions: Question[] }
}

const answerTo = (question: Question): string | number | string[] => {
  if (question.type === "choice") return question.options?.[0] ?? ""
  if (question.type === "multi_choice") return question.options?.slice(0, 1) ?? []
  if (question.type === "date") return "2027-01-15"
  return question.type === "number" ? 3 : "As agreed on the phone"
}

export type Bought = { reference: string; service: string; serviceId: string; handle: string; email: string }

/** Buys the first tier of the first service as a guest, through the API, and gives its reference number. */
export const buyByApi = async (): Promise<Bought> => {
  const email = `tara-${crypto.randomUUID()}@example.com`
  const { services } = await call<{ services: Service[] }>("GET", "/store/services?currency_code=inr&limit=1")
  const handle = services[0]?.handle ?? ""
  const { service } = await call<{ service: Service }>("GET", `/store/services/${handle}?currency_code=inr`)
  const asked = (service.intake?.questions ?? []).filter((one) => one.required && one.type !== "file" && !one.show_when)
  const { purchase } = await call<{ purchase: { id: string; payment: { id: string; client_secret: string } } }>(
    "POST",
    "/store/service-purchases",
    {
      items: [
        {
          tier_id: service.tiers[0]?.id,
          quantity: 1,
          intake: Object.fromEntries(asked.map((question) => [question.id, answerTo(question)])),
        },
      ],
      customer: { full_name: "Tara Menon", email, phone: "+919876543210" },
      requirements: "Please begin this week.",
      currency_code: "inr",
    },
    { "idempotency-key": crypto.randomUUID() }
  )
  await call("POST", `/sandbox-gateway/payment-intents/${purchase.payment.id}/confirm`, {
    client_secret: purchase.payment.client_secret,
    card: { number: "4242424242424242", exp_month: 12, exp_year: 2032, cvc: "123" },
  })
  return {
    reference: await referenceOf(purchase.id),
    service: service.title,
    serviceId: service.id,
    handle: service.handle,
    email,
  }
}

const referenceOf = async (purchaseId: string): Promise<string> => {
  for (let attempt = 0; attempt < 20; attempt++) {
    const completed = await call<{ service_requests?: { reference_number: string }[] }>(
      "POST",
      `/store/service-purchases/${purchaseId}/complete`
    )
    const reference = completed.service_requests?.[0]?.reference_number
    if (reference) return reference
    await new Promise((resolve) => setTimeout(resolve, 500))
  }
  throw new Error("The purchase did not lead to a service request")
}
