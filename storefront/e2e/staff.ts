import { backendUrl } from "./shop"

type Json = Record<string, unknown>

let token: Promise<string> | undefined

const signIn = async (): Promise<string> => {
  const response = await fetch(`${backendUrl()}/auth/user/emailpass`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ email: "admin@atrium.test", password: "atrium-demo" }),
  })
  if (!response.ok) throw new Error(`Staff sign-in failed with ${response.status}`)
  return ((await response.json()) as { token: string }).token
}

/** Calls the Admin API as staff: POST with a body, GET without. */
export const asStaff = async <T extends Json>(route: string, body?: unknown): Promise<T> => {
  token ??= signIn()
  const response = await fetch(`${backendUrl()}${route}`, {
    method: body === undefined ? "GET" : "POST",
    headers: { "content-type": "application/json", authorization: `Bearer ${await token}` },
    body: body === undefined ? undefined : JSON.stringify(body),
  })
  if (!response.ok) throw new Error(`${route}: ${response.status} ${await response.text()}`)
  return (await response.json()) as T
}

const ALL_WEEK = Object.fromEntries(
  ["mon", "tue", "wed", "thu", "fri", "sat", "sun"].map((day) => [day, [["00:00", "24:00"]]])
)

/** Creates a provider, who is invited by email. */
export const inviteProvider = async (name: string): Promise<{ id: string; email: string }> => {
  const email = `provider-${crypto.randomUUID()}@example.com`
  const { provider } = await asStaff<{ provider: { id: string } }>("/admin/providers", {
    name,
    email,
    phone: "+919876500002",
    // Without skills, no request is assigned automatically, whatever else is bought in the meantime.
    skills: [],
    time_zone: "Asia/Kolkata",
    working_hours: ALL_WEEK,
    capacity_hours_per_week: 168,
  })
  return { id: provider.id, email }
}

/** Assigns a request to a provider and returns the request's ID. */
export const assignRequest = async (reference: string, providerId: string): Promise<string> => {
  const list = await asStaff<{ service_requests: { id: string }[] }>(`/admin/service-requests?q=${reference}`)
  const id = list.service_requests[0]?.id ?? ""
  await asStaff(`/admin/service-requests/${id}`, { provider_id: providerId, reason: "Knows the customer" })
  return id
}

/** Returns the name of the provider a request is assigned to. */
export const providerOf = async (reference: string): Promise<string> => {
  const list = await asStaff<{ service_requests: { provider: { name: string } | null }[] }>(
    `/admin/service-requests?q=${reference}`
  )
  const name = list.service_requests[0]?.provider?.name
  if (!name) throw new Error(`${reference} has no provider`)
  return name
}

/** Raises every provider's capacity, because the tests buy more than the demo providers could take on. */
export const raiseCapacities = async (): Promise<void> => {
  const { providers } = await asStaff<{ providers: { id: string }[] }>("/admin/providers?limit=100")
  for (const { id } of providers) await asStaff(`/admin/providers/${id}`, { capacity_hours_per_week: 168 })
}
