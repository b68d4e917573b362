import { randomUUID } from "node:crypto"

import { asCustomer, buy, DEMO_PASSWORD } from "@atrium/test-kit"
import type { Shop } from "@atrium/test-kit"

export type Task = {
  id: string
  key: string
  status: string
  holder: string
  blocked: boolean
  can_complete: boolean
  updated_at: string
}
export type Request = {
  order_id: string
  id: string
  reference_number: string
  status: string
  updated_at: string
  allowed_statuses: string[]
  tasks: Task[]
  notes: { text: string }[]
  history: { to: string; actor_type: string }[]
  timeline: { type: string }[]
  intake: { answers: Record<string, unknown> }
  tier: { title: string }
  due_at: string
  created_at: string
}
export type One = { service_request: Request }
export type Many = { service_requests: Request[]; count: number }

/** Buys services and finds their requests, as staff do. */
export const requestsOf = (shop: Shop) => {
  const { api } = shop

  /** Ravi buys; the request as staff finds it by its number. */
  const bought = async (name = "Asha Rao"): Promise<{ request: Request; token: string; email: string }> => {
    const token = await shop.signIn("customer", "ravi@customers.atrium.test", DEMO_PASSWORD)
    const email = `buyer-${randomUUID()}@example.com`
    const customer = { full_name: name, email, phone: "+919876543210" }
    const { reference } = await buy(asCustomer(api, token), { customer })
    const list = await api.admin.get<Many>(`/admin/service-requests?q=${reference}`)
    expect(list.body.count).toBe(1)
    const [found] = list.body.service_requests
    const detail = await api.admin.get<One>(`/admin/service-requests/${found?.id}`)
    return { request: detail.body.service_request, token, email }
  }
  return { bought }
}
