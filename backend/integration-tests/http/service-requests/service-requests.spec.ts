import { randomUUID } from "node:crypto"

import {
  intakeFor,
  ok,
  purchaseBody,
  registerCustomer,
  sendPurchase,
  settlePurchase,
  someService,
  withShop,
} from "@atrium/test-kit"

import { requestsOf, type Task, type One, type Many } from "./request-driver"

jest.setTimeout(180_000)

withShop((shop) => {
  const { bought } = requestsOf(shop)
  const { api, knex } = shop

  it("is found by its customer's name without accents", async () => {
    const { request } = await bought("Zoë Ångström")
    for (const q of ["zoe", "ANGSTROM", "zöe angström"]) {
      const list = await api.admin.get<Many>(`/admin/service-requests?q=${encodeURIComponent(q)}`)
      expect(list.body.service_requests.map(({ id }) => id)).toEqual([request.id])
    }
  })

  it("moves step by step, with one notification each, and refuses moves that are not allowed", async () => {
    const { request, email } = await bought()
    const path = `/admin/service-requests/${request.id}`
    expect(request.allowed_statuses).toEqual(["team_assigned", "cancelled"])
    expect(await api.admin.post(path, { status: "completed" })).toMatchObject({
      status: 409,
      body: { code: "invalid_transition" },
    })
    const moved = await api.admin.post<One>(path, {
      status: "team_assigned",
      notes: "Asha takes it",
      updated_at: request.updated_at,
    })
    expect(moved.body.service_request).toMatchObject({ status: "team_assigned", notes: [{ text: "Asha takes it" }] })
    expect(moved.body.service_request.history.at(-1)).toMatchObject({ to: "team_assigned", actor_type: "staff" })
    const stale = await api.admin.post(path, { status: "in_progress", updated_at: request.updated_at })
    expect(stale).toMatchObject({ status: 409, body: { code: "stale_version" } })
    const noted = await api.admin.post<One>(path, { notes: "Called twice" })
    expect(noted.body.service_request.notes.map((note) => note.text)).toEqual(["Asha takes it", "Called twice"])
    await shop.drainWork()
    const mails = shop
      .mailbox()
      .mails()
      .filter((mail) => mail.to === email && mail.text.includes(request.reference_number))
    expect(mails).toHaveLength(2)
    const tracked = await api.store.get<{ tracking: { status: string } }>(`/store/tracking/${request.reference_number}`)
    expect(tracked.body.tracking.status).toBe("team_assigned")
    const timeline = await api.admin.get<{ timeline: { status: string }[] }>(`${path}/timeline`)
    expect(timeline.body.timeline.map((event) => event.status)).toEqual([
      "payment_confirmed",
      "pending_contact",
      "team_assigned",
    ])
  })

  it("has tasks that depend on each other, can be reassigned and added", async () => {
    const { request } = await bought()
    const path = `/admin/service-requests/${request.id}/tasks`
    const { tasks } = (await api.admin.get<{ tasks: Task[] }>(path)).body
    const blocked = tasks.find((task) => task.blocked)
    const open = tasks.find((task) => !task.blocked)
    if (blocked)
      expect(await api.admin.post(`${path}/${blocked.id}`, { status: "in_progress" })).toMatchObject({
        status: 409,
        body: { code: "task_blocked" },
      })
    const started = await api.admin.post<{ task: Task }>(`${path}/${open?.id}`, {
      status: "in_progress",
      updated_at: open?.updated_at,
    })
    expect(started).toMatchObject({ status: 200, body: { task: { status: "in_progress" } } })
    expect((await api.admin.post(`${path}/${open?.id}`, { status: "waiting", holder: "authority" })).status).toBe(400)
    const waiting = await api.admin.post(`${path}/${open?.id}`, {
      status: "waiting",
      holder: "authority",
      reason: "Registrar",
    })
    expect(waiting).toMatchObject({ status: 200, body: { task: { waiting_reason: "Registrar", holder: "authority" } } })
    const added = await api.admin.post<{ task: Task }>(path, { name: "Call back", holder: "team" })
    expect(added).toMatchObject({ status: 201, body: { task: { status: "to_do" } } })
    expect((await api.admin.post(`${path}/${randomUUID()}`, { status: "done" })).status).toBe(404)
  })

  it("counts the tasks that its customer can complete now, the same in the list and on its page", async () => {
    const { request, token } = await bought()
    const path = `/admin/service-requests/${request.id}/tasks`
    const add = async (more: object): Promise<Task> =>
      (await api.admin.post<{ task: Task }>(path, { holder: "client", visible_to_client: true, ...more })).body.task
    type Own = { id: string; open_client_tasks: number; tasks: { can_complete: boolean }[] }
    const counted = async () => {
      const own = `/store/customers/me/service-requests`
      const { service_requests } = (await api.customer(token).get<{ service_requests: Own[] }>(own)).body
      const { service_request } = (await api.customer(token).get<{ service_request: Own }>(`${own}/${request.id}`)).body
      const count = service_request.tasks.filter((task) => task.can_complete).length
      expect(service_request.open_client_tasks).toBe(count)
      expect(service_requests.find(({ id }) => id === request.id)?.open_client_tasks).toBe(count)
      return count
    }
    const before = await counted()
    const task = await add({ name: "Send the deed" })
    expect(await counted()).toBe(before + 1)
    // Done by staff, though the customer holds it.
    await add({ name: "Sign", kind: "test.signature" })
    expect(await counted()).toBe(before + 1)
    const first = await add({ name: "Choose a name", holder: "team" })
    await knex()("service_request_task")
      .where({ id: task.id })
      .update({ depends_on: JSON.stringify([first.key]) })
    expect(await counted()).toBe(before)
    for (const status of ["in_progress", "done"])
      expect((await api.admin.post(`${path}/${first.id}`, { status })).status).toBe(200)
    expect(await counted()).toBe(before + 1)
  })

  it("two tiers of one service in one order each get their own tasks, questions and due date", async () => {
    const service = await someService(api, "trademark-registration")
    const [search, , whole] = service.tiers
    const answers = { ...intakeFor(service.intake.questions), "in-use": "Not yet" }
    const body = {
      ...purchaseBody(service),
      items: [search, whole].map((tier) => ({ tier_id: tier?.id, quantity: 1, intake: answers })),
    }
    const { purchase } = ok(await sendPurchase(api, body))
    // Only the whole service asks whether the mark is in use already.
    const { "in-use": _unanswered, ...fewer } = answers
    const incomplete = { ...body, items: body.items.map((item) => ({ ...item, intake: fewer })) }
    const refused = await sendPurchase<{ details: object }>(api, incomplete)
    expect([refused.status, Object.keys(refused.body.details)]).toEqual([400, ["items.1.intake.in-use"]])
    const { order } = await settlePurchase(api, purchase)
    const list = ok(await api.admin.get<Many>(`/admin/service-requests?order_id=${order.id}&order=created_at`))
    const requests = await Promise.all(
      list.service_requests.map(
        async ({ id }) => ok(await api.admin.get<One>(`/admin/service-requests/${id}`)).service_request
      )
    )
    const found = Object.fromEntries(
      requests.map(({ tier, tasks, intake, due_at, created_at }) => [
        tier.title,
        {
          tasks: tasks.map(({ key }) => key),
          answered: Object.keys(intake.answers).sort(),
          weeks: Math.round((Date.parse(due_at) - Date.parse(created_at)) / (7 * 86_400_000)),
        },
      ])
    )
    expect(found).toEqual({
      Search: { tasks: ["search", "opinion"], answered: ["goods", "kind", "mark"], weeks: expect.any(Number) },
      "Until registered": {
        tasks: ["search", "opinion", "decide", "authority", "file", "examination", "watch"],
        answered: ["goods", "in-use", "kind", "mark"],
        weeks: 13,
      },
    })
    expect(found["Search"]?.weeks).toBeLessThanOrEqual(1)
  })

  it("is filtered, sorted and paged as requested", async () => {
    const { request } = await bought()
    const ofOrder = await api.admin.get<Many>(`/admin/service-requests?order_id=${request.order_id}`)
    expect(ofOrder.body.service_requests.map(({ order_id }) => order_id)).toEqual([request.order_id])
    const only = await api.admin.get<Many>("/admin/service-requests?status[]=completed&status[]=cancelled")
    expect(only.body.service_requests.every((one) => ["completed", "cancelled"].includes(one.status))).toBe(true)
    const today = new Date().toISOString().slice(0, 10)
    const dated = await api.admin.get<Many>(
      `/admin/service-requests?created_at[$gte]=${today}&created_at[$lte]=${today}&order=-updated_at&limit=1`
    )
    expect(dated.status).toBe(200)
    expect(dated.body.service_requests).toHaveLength(1)
    expect(dated.body.count).toBeGreaterThanOrEqual(1)
    expect((await api.admin.get("/admin/service-requests?order=intake")).status).toBe(400)
  })

  it("lists open requests whose due date has passed, and no others", async () => {
    const { request: late } = await bought()
    const { request: punctual } = await bought()
    const { request: finished } = await bought()
    const change = (ids: string[], fields: object) => shop.knex()("service_request").whereIn("id", ids).update(fields)
    await change([late.id, finished.id], { due_at: new Date(0) })
    await change([finished.id], { status: "cancelled" })
    const { body } = await api.admin.get<Many>("/admin/service-requests?due=overdue&order=due_at&limit=100")
    const listed = body.service_requests.map(({ id }) => id)
    expect(listed[0]).toBe(late.id)
    for (const other of [punctual, finished]) expect(listed).not.toContain(other.id)
    expect((await api.admin.get("/admin/service-requests?due=soon")).status).toBe(400)
  })

  it("shows customers only their own requests, with their tasks", async () => {
    const { request, token } = await bought()
    const path = `/store/customers/me/service-requests`
    const own = await api.customer(token).get<Many>(path)
    expect(own.body.service_requests.map((one) => one.id)).toContain(request.id)
    const detail = await api.customer(token).get<One>(`${path}/${request.id}`)
    expect(detail.body.service_request).toMatchObject({
      reference_number: request.reference_number,
      status: "pending_contact",
    })
    expect(detail.body.service_request).not.toHaveProperty("notes")
    expect((await api.store.get(`${path}/${request.id}`)).status).toBe(401)
    await api.admin.post(`/admin/service-requests/${request.id}/tasks`, {
      name: "Sign here",
      holder: "client",
      visible_to_client: true,
    })
    const mine = (await api.customer(token).get<One>(`${path}/${request.id}`)).body.service_request.tasks
    const todo = mine.find((task) => task.can_complete && task.key.startsWith("added-"))
    const done = await api.customer(token).post<One>(`${path}/${request.id}/tasks/${todo?.id}/complete`)
    expect(done.body.service_request.tasks.find((task) => task.id === todo?.id)).toMatchObject({ status: "done" })
    const teams = mine.find((task) => task.holder === "team")
    if (teams)
      expect((await api.customer(token).post(`${path}/${request.id}/tasks/${teams.id}/complete`)).status).toBe(409)
    const wrong = await api.customer(token).post(`${path}/${request.id}/intake`, { intake: { nothing_like_it: "x" } })
    expect(wrong).toMatchObject({ status: 400, body: { details: { "intake.nothing_like_it": expect.any(String) } } })
    const kept = request.intake.answers
    const answered = await api.customer(token).post<One>(`${path}/${request.id}/intake`, { intake: kept })
    expect(answered.body.service_request.intake.answers).toEqual(kept)
  })

  it("is not found for another customer", async () => {
    const { request } = await bought()
    const { token } = await registerCustomer(shop)
    const path = `/store/customers/me/service-requests/${request.id}`
    expect((await api.customer(token).get(path)).status).toBe(404)
    expect((await api.customer(token).post(`${path}/intake`, { intake: {} })).status).toBe(404)
    expect((await api.customer(token).post(`${path}/tasks/${request.tasks[0]?.id}/complete`)).status).toBe(404)
    expect((await api.customer(token).get<Many>("/store/customers/me/service-requests")).body.count).toBe(0)
  })
})
