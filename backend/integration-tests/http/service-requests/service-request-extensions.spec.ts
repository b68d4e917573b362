import { randomUUID } from "node:crypto"

import { commonErrors } from "@atrium/kernel"
import { taskKinds } from "@atrium/service-provisioning/extension-points"
import {
  beginServicePurchaseWorkflow,
  changeTaskWorkflow,
  completeServicePurchaseWorkflow,
  provisionServiceRequestWorkflow,
  updateServiceRequestWorkflow,
} from "@atrium/service-provisioning/workflows"
import {
  completePurchase,
  payWith,
  purchaseBody,
  sendCompletion,
  sendPurchase,
  someService,
  withShop,
} from "@atrium/test-kit"

import { requestsOf, type Task, type One } from "./request-driver"

jest.setTimeout(180_000)
type Kinded = Task & { kind: string; kind_label: string; done_by: string[]; page: { path: string } | null }

/** Tasks whose document is signed. */
const signed = new Set<string>()
taskKinds.add("test", {
  key: "test.signature",
  label: "Document to sign",
  doneBy: ["staff"],
  page: { label: "Open the document", adminPath: "/signatures/:task_id?request=:id" },
  validate: (_trx, { task }) =>
    signed.has(task.id) ? Promise.resolve() : Promise.reject(commonErrors.fail("conflict")),
})

/** The workflow that another plugin refuses now, and what its hooks received. A hook takes one handler in a process. */
const hooks: { refused: string | null; seen: Map<string, unknown> } = { refused: null, seen: new Map() }
const refuseOn = (workflow: string, input: unknown) => {
  hooks.seen.set(`${workflow}.validate`, input)
  if (hooks.refused === workflow) throw commonErrors.fail("conflict", { details: { hook: workflow } })
}
const follow = (hook: string, input: unknown) => void hooks.seen.set(hook, input)
beginServicePurchaseWorkflow.hooks.validate((input) => refuseOn("begin", input))
beginServicePurchaseWorkflow.hooks.purchaseBegun((input) => follow("purchaseBegun", input))
completeServicePurchaseWorkflow.hooks.validate((input) => refuseOn("complete", input))
completeServicePurchaseWorkflow.hooks.purchaseCompleted((input) => follow("purchaseCompleted", input))
provisionServiceRequestWorkflow.hooks.validate((input) => refuseOn("provision", input))
provisionServiceRequestWorkflow.hooks.serviceRequestProvisioned((input) => follow("serviceRequestProvisioned", input))
updateServiceRequestWorkflow.hooks.validate((input) => refuseOn("update", input))
updateServiceRequestWorkflow.hooks.serviceRequestUpdated((input) => follow("serviceRequestUpdated", input))
changeTaskWorkflow.hooks.validate((input) => refuseOn("change-task", input))
changeTaskWorkflow.hooks.taskChanged((input) => follow("taskChanged", input))

withShop((shop) => {
  const { bought } = requestsOf(shop)
  afterEach(() => {
    hooks.refused = null
    hooks.seen.clear()
  })

  const { api, knex } = shop

  it("asks a task's kind before the task is done, shows its page, and refuses those who may not complete it", async () => {
    const { request, token } = await bought()
    const path = `/admin/service-requests/${request.id}/tasks`
    const add = (kind: string, more: object = {}) =>
      api.admin.post<{ task: Kinded }>(path, { name: "Sign", kind, ...more })
    expect(await add("nobody.knows")).toMatchObject({ status: 400, body: { details: { kind: expect.any(String) } } })
    const { task } = (await add("test.signature")).body
    expect(task).toMatchObject({
      kind: "test.signature",
      kind_label: "Document to sign",
      done_by: ["staff"],
      page: { label: "Open the document", path: `/signatures/${task.id}?request=${request.id}` },
    })
    const done = () => api.admin.post<{ code: string }>(`${path}/${task.id}`, { status: "done" })
    expect(await done()).toMatchObject({ status: 409, body: { code: "conflict" } })
    const history = await api.admin.get<{ timeline: { type: string }[] }>(
      `/admin/service-requests/${request.id}/timeline`
    )
    expect(history.body.timeline.map(({ type }) => type)).not.toContain("task_done")
    signed.add(task.id)
    expect(await done()).toMatchObject({ status: 200, body: { task: { status: "done" } } })
    const theirs = (await add("test.signature", { holder: "client", visible_to_client: true })).body.task
    signed.add(theirs.id)
    const own = await api.customer(token).get<One>(`/store/customers/me/service-requests/${request.id}`)
    expect(own.body.service_request.tasks.find(({ id }) => id === theirs.id)).toMatchObject({ can_complete: false })
    expect(
      await api
        .customer(token)
        .post(`/store/customers/me/service-requests/${request.id}/tasks/${theirs.id}/complete`, {})
    ).toMatchObject({ status: 409, body: { code: "invalid_transition" } })
    const ordinary = (await api.admin.post<{ task: Kinded }>(path, { name: "Call" })).body.task
    expect(ordinary).toMatchObject({ kind: "task", kind_label: "Task", page: null })
  })

  it("another plugin's hooks can refuse each step of a purchase, and receive those that were made", async () => {
    const refusal = (hook: string) => ({ status: 409, body: { code: "conflict", details: { hook } } })
    const body = purchaseBody(await someService(api), { email: `hooked-${randomUUID()}@example.com` })
    const begin = () => sendPurchase(api, body)
    hooks.refused = "begin"
    expect(await begin()).toMatchObject(refusal("begin"))
    expect(await knex()("cart").where({ email: body.customer.email })).toEqual([])
    expect(hooks.seen.has("purchaseBegun")).toBe(false)
    hooks.refused = null
    const { purchase } = (await begin()).body
    expect(hooks.seen.get("begin.validate")).toMatchObject({ purchase: { body: { customer: body.customer } } })
    expect(hooks.seen.get("purchaseBegun")).toMatchObject({
      purchase: { id: purchase.id },
      cart_id: expect.stringMatching(/^cart_/),
    })
    await payWith(api, purchase)
    hooks.refused = "complete"
    expect(await completePurchase(api, purchase.id)).toMatchObject(refusal("complete"))
    expect(await knex()("order").where({ email: body.customer.email })).toEqual([])
    expect(hooks.seen.has("purchaseCompleted")).toBe(false)
    hooks.refused = "provision"
    const pending = await sendCompletion(api, purchase.id)
    expect(pending).toMatchObject({ status: 200, body: { provisioning: "pending", service_requests: [] } })
    expect(hooks.seen.get("purchaseCompleted")).toMatchObject({
      purchase: { state: "paid" },
      completion: { type: "order" },
    })
    const { order } = pending.body
    expect(await knex()("service_request").where({ order_id: order.id })).toEqual([])
    expect(hooks.seen.has("serviceRequestProvisioned")).toBe(false)
    hooks.refused = null
    // As after the pause before the next attempt.
    await knex()("work_item")
      .where({ kind: "service-provisioning.provision-unit", status: "retrying" })
      .update({ run_at: new Date(0) })
    await shop.drainWork()
    const [request] = await knex()("service_request").where({ order_id: order.id })
    expect(hooks.seen.get("provision.validate")).toMatchObject({
      unit: { order_id: order.id, unit: 1 },
      facts: { order_id: order.id, provisioned: false },
    })
    expect(hooks.seen.get("serviceRequestProvisioned")).toMatchObject({
      service_request: { id: request.id, order_id: order.id, unit: 1 },
    })
  })

  it("another plugin's hooks can refuse a change of a request and of a task, and receive those that were made", async () => {
    const { request } = await bought()
    const [task] = request.tasks
    const path = `/admin/service-requests/${request.id}`
    const current = async () => (await api.admin.get<One>(path)).body.service_request
    hooks.refused = "update"
    expect(await api.admin.post(path, { notes: "Refused" })).toMatchObject({
      status: 409,
      body: { details: { hook: "update" } },
    })
    hooks.refused = "change-task"
    const changeTask = () => api.admin.post(`${path}/tasks/${task?.id}`, { status: "in_progress" })
    expect(await changeTask()).toMatchObject({ status: 409, body: { details: { hook: "change-task" } } })
    expect(await current()).toEqual(request)
    expect([hooks.seen.has("serviceRequestUpdated"), hooks.seen.has("taskChanged")]).toEqual([false, false])
    hooks.refused = null
    expect((await api.admin.post(path, { notes: "Accepted" })).status).toBe(200)
    expect((await changeTask()).status).toBe(200)
    expect(hooks.seen.get("update.validate")).toMatchObject({ change: { notes: "Accepted", actor: { type: "staff" } } })
    expect(hooks.seen.get("serviceRequestUpdated")).toEqual({
      service_request: expect.objectContaining({ from: request.status, to: request.status }),
    })
    expect(hooks.seen.get("change-task.validate")).toMatchObject({
      change: { taskId: task?.id, status: "in_progress" },
    })
    expect(hooks.seen.get("taskChanged")).toEqual({
      task: { requestId: request.id, taskId: task?.id, from: "to_do", to: "in_progress" },
    })
  })
})
