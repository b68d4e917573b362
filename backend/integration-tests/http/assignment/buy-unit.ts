import { buy, type Shop } from "@atrium/test-kit"

export type Request = {
  id: string
  reference_number: string
  status: string
  updated_at: string
  provider: { id: string; name: string } | null
}
export type Provider = {
  id: string
  name: string
  email: string
  status: string
  skills: string[]
  open_requests: number
  updated_at: string
  absences: { id: string }[]
  weeks: { week: string; reserved_hours: number; capacity_hours: number }[]
}
export type Decision = {
  id: string
  kind: string
  winner: { id: string; name: string } | null
  summary: string
  reason: string | null
  candidates: {
    provider_id: string
    name: string
    rank: number | null
    sentence: string
    failures: { rule: string }[]
  }[]
  overridden: { rule: string; sentence: string }[]
}

/** One unit of a service, paid and provisioned but not assigned yet. */
export const buyUnit = async (shop: Shop, handle: string): Promise<Request> => {
  const { reference } = await buy(shop.api, { handle })
  const list = await shop.api.admin.get<{ service_requests: Request[] }>(`/admin/service-requests?q=${reference}`)
  const [request] = list.body.service_requests
  if (!request) throw new Error("The purchase has no service request")
  return request
}

export const requestOf = async (shop: Shop, id: string): Promise<Request> =>
  (await shop.api.admin.get<{ service_request: Request }>(`/admin/service-requests/${id}`)).body.service_request

export const decisionsOf = async (shop: Shop, requestId: string): Promise<Decision[]> => {
  const list = await shop.api.admin.get<{ assignment_decisions: { id: string }[] }>(
    `/admin/assignment-decisions?request_id=${requestId}`
  )
  return Promise.all(
    list.body.assignment_decisions.map(
      async ({ id }) =>
        (await shop.api.admin.get<{ assignment_decision: Decision }>(`/admin/assignment-decisions/${id}`)).body
          .assignment_decision
    )
  )
}

export const providerOf = async (shop: Shop, name: string): Promise<Provider> => {
  const list = await shop.api.admin.get<{ providers: { id: string }[] }>(
    `/admin/providers?q=${encodeURIComponent(name)}`
  )
  const id = list.body.providers[0]?.id
  return (await shop.api.admin.get<{ provider: Provider }>(`/admin/providers/${id}`)).body.provider
}

export const promisedHours = ({ weeks }: Provider): number =>
  weeks.reduce((sum, { reserved_hours }) => sum + reserved_hours, 0)
