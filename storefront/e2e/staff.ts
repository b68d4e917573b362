import { backendUrl } from "./shop"

type Json = Record<string, unknown>

let token: Promise<string> | undefined

const signIn = async (): Promise<string> => {
  const answer = await fetch(`${backendUrl()}/auth/user/emailpass`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ email: "admin@atrium.test", password: "atrium-demo" }),
  })
  if (!answer.ok) throw new Error(`Staff could not sign in: ${answer.status}`)
  return ((await answer.json()) as { token: string }).token
}

/** What staff do in Admin, by its API. */
export const asStaff = async <T extends Json>(route: string, body?: unknown): Promise<T> => {
  token ??= signIn()
  const answer = await fetch(`${backendUrl()}${route}`, {
    method: body === undefined ? "GET" : "POST",
    headers: { "content-type": "application/json", authorization: `Bearer ${await token}` },
    body: body === undefined ? undefined : JSON.stringify(body),
  })
  if (!answer.ok) throw new Error(`${route}: ${answer.status} ${await answer.text()}`)
  return (await answer.json()) as T
}

const ALL_WEEK = Object.fromEntries(
  ["mon", "tue", "wed", "thu", "fri", "sat", "sun"].map((day) => [day, [["00:00", "24:00"]]])
)

/** Staff add a provider, who is invited by mail. */
export const inviteProvider = async (name: string): Promise<{ id: string; email: string }> => {
  const email = `provider-${crypto.randomUUID()}@example.com`
  const { provider } = await asStaff<{ provider: { id: string } }>("/admin/providers", {
    name,
    email,
    phone: "+919876500002",
    // Without skills nothing falls to it by itself, whatever else is bought meanwhile.
    skills: [],
    time_zone: "Asia/Kolkata",
    working_hours: ALL_WEEK,
    capacity_hours_per_week: 168,
  })
  return { id: provider.id, email }
}

/** Staff give a request to a provider; gives the request's id. */
export const giveTo = async (reference: string, providerId: string): Promise<string> => {
  const list = await asStaff<{ service_requests: { id: string }[] }>(`/admin/service-requests?q=${reference}`)
  const id = list.service_requests[0]?.id ?? ""
  await asStaff(`/admin/service-requests/${id}`, { provider_id: providerId, reason: "Knows the customer" })
  return id
}

/** Who has a service request in charge. */
export const providerOf = async (reference: string): Promise<string> => {
  const list = await asStaff<{ service_requests: { provider: { name: string } | null }[] }>(
    `/admin/service-requests?q=${reference}`
  )
  const name = list.service_requests[0]?.provider?.name
  if (!name) throw new Error(`${reference} has no provider`)
  return name
}

/** Lets everybody take on far more than they could: the tests buy more in a minute than eight people do in a month. */
export const makeRoom = async (): Promise<void> => {
  const { providers } = await asStaff<{ providers: { id: string }[] }>("/admin/providers?limit=100")
  for (const { id } of providers) await asStaff(`/admin/providers/${id}`, { capacity_hours_per_week: 168 })
}
