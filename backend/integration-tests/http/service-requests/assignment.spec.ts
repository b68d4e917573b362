import { type Actor, commonErrors } from "@atrium/kernel"
import { beginPurchase, completePurchase, eventually, payWith, withShop } from "@atrium/test-kit"
import { requestFields } from "@atrium/service-provisioning/extension-points"
import { assignProviderToRequest } from "@atrium/service-provisioning/tx"
import { listServiceRequests, readServiceRequest } from "@atrium/service-provisioning/use-cases"
import { changeTaskWorkflow, updateServiceRequestWorkflow } from "@atrium/service-provisioning/workflows"

jest.setTimeout(180_000)

type Request = {
  id: string
  reference_number: string
  status: string
  updated_at: string
  provider: { id: string; name: string } | null
  notes: { text: string; actor_type: string }[]
  tasks: { id: string; blocked: boolean; status: string }[]
  history: { to: string; reason: string | null }[]
}
type One = { service_request: Request }

const PROVIDERS: Readonly<Record<string, string>> = { prov_asha: "Asha Rao", prov_ben: "Ben Ode" }
const asha = { type: "provider", id: "prov_asha" } as const

withShop((shop) => {
  const { api } = shop
  // Stands in for provider-assignment: what a plugin that owns providers does.
  beforeAll(() =>
    requestFields.add(
      "test",
      {
        field: "provider_id",
        apply: async (trx, { request, value: id, reason, actor }) => {
          const name = id ? PROVIDERS[id] : undefined
          if (id && name === undefined)
            throw commonErrors.fail("invalid_input", { details: { provider_id: "No provider exists with this ID" } })
          const provider = id && name !== undefined ? { id, name } : null
          await assignProviderToRequest(trx, { request_id: request.id, provider, actor, reason })
        },
      },
      { replaces: "provider-assignment" }
    )
  )

  const bought = async (): Promise<Request> => {
    const purchase = await beginPurchase(api)
    await payWith(api, purchase)
    // On a busy machine the response may come before provisioning has finished.
    const done = await eventually(
      () => completePurchase(api, purchase.id),
      ({ body }) => body.provisioning === "done"
    )
    const list = await api.admin.get<{ service_requests: Request[] }>(
      `/admin/service-requests?q=${done.body.service_requests[0]?.reference_number}`
    )
    const [found] = list.body.service_requests
    if (!found) throw new Error("No request")
    return (await api.admin.get<One>(`/admin/service-requests/${found.id}`)).body.service_request
  }
  const post = (request: Pick<Request, "id">, body: object) =>
    api.admin.post<One & { code: string; details?: object }>(`/admin/service-requests/${request.id}`, body)
  const states = (request: Request) => request.history.map((move) => move.to)

  it("assigns a request to a provider and starts it in one atomic call", async () => {
    const request = await bought()
    const stale = await post(request, { provider_id: "prov_asha", updated_at: "2026-01-01T00:00:00.000Z" })
    expect(stale).toMatchObject({ status: 409, body: { code: "stale_version" } })
    const unknown = await post(request, { provider_id: "prov_none", status: "team_assigned" })
    expect(unknown).toMatchObject({ status: 400, body: { details: { provider_id: expect.any(String) } } })
    // The provider is valid but the state can't be reached: neither is saved.
    const impossible = await post(request, { provider_id: "prov_asha", status: "completed", notes: "No" })
    expect(impossible).toMatchObject({ status: 409, body: { code: "invalid_transition" } })
    const untouched = (await api.admin.get<One>(`/admin/service-requests/${request.id}`)).body.service_request
    expect(untouched).toEqual(request)
    const begun = await post(request, {
      ...{ provider_id: "prov_asha", status: "in_progress", reason: "She knows them" },
      ...{ notes: "Called", updated_at: request.updated_at },
    })
    expect(begun.body.service_request).toMatchObject({
      ...{ status: "in_progress", provider: { id: "prov_asha", name: "Asha Rao" } },
      notes: [{ text: "Called", actor_type: "staff" }],
    })
    expect(states(begun.body.service_request).slice(2)).toEqual(["team_assigned", "in_progress"])
  })

  it("changes only the provider without a move, and unassigns with one", async () => {
    const request = await bought()
    await post(request, { provider_id: "prov_asha", status: "team_assigned" })
    const other = await post(request, { provider_id: "prov_ben", reason: "Asha is away" })
    expect(other.body.service_request).toMatchObject({ status: "team_assigned", provider: { id: "prov_ben" } })
    expect(states(other.body.service_request)).toHaveLength(3)
    type Timeline = { timeline: { type: string; visibility: string; note: string | null }[] }
    const { timeline } = (await api.admin.get<Timeline>(`/admin/service-requests/${request.id}/timeline`)).body
    expect(timeline.at(-1)).toMatchObject({
      ...{ type: "provider_changed", visibility: "internal", note: "Asha Rao → Ben Ode: Asha is away" },
    })
    const again = await post(request, { provider_id: "prov_ben" })
    expect(again).toMatchObject({ status: 200, body: { service_request: { provider: { id: "prov_ben" } } } })
    const nobody = await post(request, { provider_id: null, reason: "Nobody is free" })
    expect(nobody.body.service_request).toMatchObject({ status: "pending_contact", provider: null })
    expect(nobody.body.service_request.history.at(-1)).toMatchObject({ reason: "Nobody is free" })
    const filtered = await api.admin.get<{ service_requests: Request[] }>(
      `/admin/service-requests?provider_id[]=none&q=${request.reference_number}`
    )
    expect(filtered.body.service_requests.map((one) => one.id)).toEqual([request.id])
  })

  it("lets only its provider work on it: states, tasks, notes; others get not_found", async () => {
    const request = await bought()
    await post(request, { provider_id: "prov_asha" })
    const container = shop.container()
    type Change = { id: string; actor: Actor; provider_id?: string; status?: "in_progress" | "completed" | "cancelled" }
    const update = (input: Change & { notes?: string; assign_provider_id?: null }) =>
      updateServiceRequestWorkflow(container).run({ input })
    const stranger = { id: request.id, actor: { type: "provider", id: "prov_ben" }, provider_id: "prov_ben" } as const
    await expect(update({ ...stranger, notes: "Mine?" })).rejects.toMatchObject({ code: "not_found" })
    const unsaid = { id: request.id, actor: { type: "provider", id: "prov_ben" } } as const
    await expect(update({ ...unsaid, status: "in_progress" })).rejects.toMatchObject({ code: "not_found" })
    const own = { id: request.id, actor: asha, provider_id: "prov_asha" }
    await expect(update({ ...own, assign_provider_id: null })).rejects.toMatchObject({ code: "forbidden" })
    await expect(update({ ...own, status: "cancelled" })).rejects.toMatchObject({ code: "invalid_transition" })
    await update({ ...own, status: "in_progress", notes: "I have begun" })
    const seen = await readServiceRequest(container, request.id, { provider_id: "prov_asha" })
    expect(seen).toMatchObject({
      ...{ status: "in_progress", allowed_statuses: ["completed"] },
      notes: [{ text: "I have begun", actor_type: "provider", actor_id: "prov_asha" }],
    })
    expect(await readServiceRequest(container, request.id, { provider_id: "prov_ben" })).toBeUndefined()
    const task = seen?.tasks.find((one) => !one.blocked)
    const change = { requestId: request.id, taskId: task?.id ?? "", actor: asha, provider_id: "prov_asha" }
    const refused = changeTaskWorkflow(container).run({ input: { ...change, status: "cancelled" } })
    await expect(refused).rejects.toMatchObject({ code: "invalid_transition" })
    const theirs = changeTaskWorkflow(container).run({ input: { ...change, provider_id: "prov_ben", status: "done" } })
    await expect(theirs).rejects.toMatchObject({ code: "not_found" })
    await changeTaskWorkflow(container).run({ input: { ...change, status: "done" } })
    const list = await listServiceRequests(container, { provider_id: ["prov_asha"] }, { limit: 50, offset: 0 })
    expect(list.service_requests.map((one) => one.id)).toContain(request.id)
    await post(request, { provider_id: "prov_ben" })
    await expect(update({ ...own, status: "completed" })).rejects.toMatchObject({ code: "not_found" })
  })
})
