import { routes } from "@atrium/provider-assignment/contracts"
import { withShop } from "@atrium/test-kit"

import { activeProvider, give, requestOf } from "./make-provider"

/** Absences must end in the future. */
const NEXT_YEAR = new Date().getUTCFullYear() + 1

jest.setTimeout(180_000)

type Task = { id: string; name: string; status: string; holder: string; allowed_statuses: string[]; updated_at: string }
type Detail = {
  id: string
  status: string
  updated_at: string
  allowed_statuses: string[]
  tasks: Task[]
  notes: { text: string; author: string }[]
  work: { open: number; done: number; waiting: number }
}
type One = { service_request: Detail }
type Many = { service_requests: Detail[]; count: number }
type Absence = { id: string; starts_at: string; ends_at: string; reason: string | null }
type Provider = { id: string; email: string; token: string }

withShop((shop) => {
  const { api } = shop
  let asha: Provider
  let binu: Provider
  beforeAll(async () => {
    asha = await activeProvider(shop, { name: "Asha One" })
    binu = await activeProvider(shop, { name: "Binu Two" })
  })
  const as = (provider: Provider) => api.provider(provider.token)
  const path = (id: string) => `/provider/service-requests/${id}`
  const read = async (provider: Provider, id: string) => (await as(provider).get<One>(path(id))).body.service_request

  const guarded = routes.routes.filter((row) => row.actor === "provider")
  /** A body that the route would accept from the assigned provider. */
  const bodies: Record<string, unknown> = {
    "POST /provider/me": { phone: "+919876500003" },
    "POST /provider/service-requests/:id/status": { notes: "Not mine" },
    "POST /provider/service-requests/:id/tasks/:task_id": { status: "done" },
    "POST /provider/absences": { starts_at: `${NEXT_YEAR}-01-04`, ends_at: `${NEXT_YEAR}-01-08` },
  }
  const call = (row: (typeof guarded)[number], provider: Provider, ids: { id: string; task_id: string }) =>
    api.raw(row.method, row.path.replace(":id", ids.id).replace(":task_id", ids.task_id), {
      headers: { authorization: `Bearer ${provider.token}` },
      ...(row.method === "POST" ? { body: bodies[`${row.method} ${row.path}`] } : {}),
    })

  it("shows a provider their request: customer, service, answers, tasks, and that it is paid", async () => {
    const { id, reference, buyer } = await requestOf(shop, asha.id)
    const list = await as(asha).get<Many>("/provider/service-requests?status=team_assigned&order=due_at")
    expect(list.body.service_requests.map((request) => request.id)).toContain(id)
    const request = await read(asha, id)
    expect(request).toMatchObject({
      reference_number: reference,
      status: "team_assigned",
      allowed_statuses: ["in_progress"],
      customer: { name: "Asha Rao", email: buyer, phone: "+919876543210" },
      requirements: "Please call in the morning.",
      payment: { confirmed: true },
    })
    expect(request.tasks.length).toBeGreaterThan(0)
    expect(JSON.stringify({ list: list.body, request })).not.toMatch(
      /amount|currency|transaction_id|affiliate|order_id|customer_id|pp_sandbox/
    )
    const found = await as(asha).get<Many>(`/provider/service-requests?q=${reference}`)
    expect(found.body.service_requests.map((one) => one.id)).toEqual([id])
  })

  it("lets the provider do all the work: start, tasks, waiting, notes, completion", async () => {
    const { id } = await requestOf(shop, asha.id)
    const change = async (body: unknown) => as(asha).post<One>(`${path(id)}/status`, body)
    const seen = await read(asha, id)
    expect(await change({ status: "completed" })).toMatchObject({ status: 409, body: { code: "invalid_transition" } })
    const begun = await change({ status: "in_progress", updated_at: seen.updated_at })
    expect(begun.body.service_request).toMatchObject({ status: "in_progress", allowed_statuses: ["completed"] })
    expect(await change({ status: "completed", updated_at: seen.updated_at })).toMatchObject({
      status: 409,
      body: { code: "stale_version" },
    })
    for (const given of ["cancelled", "pending_contact"]) expect((await change({ status: given })).status).toBe(409)

    const noted = await change({ notes: "Called, will send the papers" })
    expect(noted.body.service_request.notes).toEqual([
      expect.objectContaining({ text: "Called, will send the papers", author: "you" }),
    ])

    for (let rounds = 0; rounds < 30; rounds++) {
      const task = (await read(asha, id)).tasks.find((one) => one.allowed_statuses.includes("done"))
      if (!task) break
      const moved = await as(asha).post<One>(`${path(id)}/tasks/${task.id}`, {
        status: "done",
        updated_at: task.updated_at,
      })
      expect(moved.status).toBe(200)
    }
    const worked = await read(asha, id)
    expect(worked.work).toMatchObject({ open: 0, waiting: 0, done: worked.tasks.length })
    const done = await change({ status: "completed", updated_at: worked.updated_at })
    expect(done.body.service_request).toMatchObject({ status: "completed", allowed_statuses: [] })
    const history = await api.admin.get<{
      service_request: { history: { to: string; actor_type: string; actor_id: string }[] }
    }>(`/admin/service-requests/${id}`)
    expect(history.body.service_request.history.slice(-2)).toMatchObject([
      { to: "in_progress", actor_type: "provider", actor_id: asha.id },
      { to: "completed", actor_type: "provider", actor_id: asha.id },
    ])
  })

  it("lets a task wait for the client or an authority with a reason, and refuses canceling it or skipping one", async () => {
    const { id } = await requestOf(shop, asha.id)
    const { tasks } = await read(asha, id)
    const free = tasks.find((task) => task.allowed_statuses.includes("in_progress"))
    const blocked = tasks.find((task) => task.allowed_statuses.length === 0)
    const move = (task: Task | undefined, body: unknown) => as(asha).post<One>(`${path(id)}/tasks/${task?.id}`, body)
    expect((await move(free, { status: "in_progress" })).status).toBe(200)
    expect(await move(free, { status: "waiting", holder: "client" })).toMatchObject({
      status: 400,
      body: { details: { reason: expect.any(String) } },
    })
    const waits = await move(free, { status: "waiting", holder: "client", reason: "The PAN card" })
    expect(waits.body.service_request.work.waiting).toBeGreaterThan(0)
    expect(waits.body.service_request.tasks.find((task) => task.id === free?.id)).toMatchObject({
      status: "waiting",
      waiting_reason: "The PAN card",
    })
    expect((await move(free, { status: "cancelled" })).status).toBe(409)
    if (blocked) expect(await move(blocked, { status: "done" })).toMatchObject({ status: 409 })
  })

  describe("ownership", () => {
    it.each(
      guarded.filter((row) => row.path.includes(":id")).map((row) => [`${row.method} ${row.path}`, row] as const)
    )("%s answers another provider with not_found, and changes nothing", async (_name, row) => {
      const { id } = await requestOf(shop, asha.id)
      const task_id = (await read(asha, id)).tasks[0]?.id ?? ""
      const absence = await as(asha).post<{ absence: Absence }>("/provider/absences", {
        starts_at: `${NEXT_YEAR}-03-01`,
        ends_at: `${NEXT_YEAR}-03-02`,
      })
      const theirs = row.path.includes("absences") ? absence.body.absence.id : id
      const before = [await read(asha, id), (await as(asha).get("/provider/absences")).body]
      const refused = await call(row, binu, { id: theirs, task_id })
      const none = await call(row, binu, { id: "sreq_none", task_id })
      expect(refused.status).toBe(404)
      expect({ ...refused.body, request_id: "" }).toEqual({ ...none.body, request_id: "" })
      expect([await read(asha, id), (await as(asha).get("/provider/absences")).body]).toEqual(before)
    })

    it("ends with the assignment: only the current provider has access, and no provider when it is unassigned", async () => {
      const { id } = await requestOf(shop, asha.id)
      await give(shop, id, binu.id)
      expect((await as(asha).get(path(id))).status).toBe(404)
      expect((await as(asha).post(`${path(id)}/status`, { notes: "Still here" })).status).toBe(404)
      expect((await as(binu).get(path(id))).status).toBe(200)
      const lists = await Promise.all(
        [asha, binu].map((one) => as(one).get<Many>("/provider/service-requests?limit=100"))
      )
      expect(lists.map((list) => list.body.service_requests.some((one) => one.id === id))).toEqual([false, true])
      await give(shop, id, null)
      expect((await as(binu).get(path(id))).status).toBe(404)
    })
  })

  it("refuses a suspended provider at once on every route, reading and writing, and lets it back in", async () => {
    const provider = await activeProvider(shop)
    const { id } = await requestOf(shop, provider.id)
    const task_id = (await read(provider, id)).tasks[0]?.id ?? ""
    const set = (status: string) => api.admin.post(`/admin/providers/${provider.id}`, { status })
    expect((await set("suspended")).status).toBe(200)
    for (const row of guarded) {
      const answer = await call(row, provider, { id, task_id })
      expect({ route: `${row.method} ${row.path}`, status: answer.status, code: answer.body.code }).toEqual({
        route: `${row.method} ${row.path}`,
        status: 403,
        code: "provider_suspended",
      })
    }
    expect((await set("active")).status).toBe(200)
    expect((await as(provider).get("/provider/me")).status).toBe(200)
  })

  it("stores absences as whole days in the provider's time zone, and deletes them", async () => {
    const provider = await activeProvider(shop)
    const add = (body: unknown) => as(provider).post<{ absence: Absence }>("/provider/absences", body)
    const days = await add({ starts_at: `${NEXT_YEAR}-01-04`, ends_at: `${NEXT_YEAR}-01-08`, reason: "Pongal" })
    expect(days).toMatchObject({
      status: 201,
      body: {
        absence: {
          starts_at: `${NEXT_YEAR}-01-03T18:30:00.000Z`,
          ends_at: `${NEXT_YEAR}-01-08T18:30:00.000Z`,
          reason: "Pongal",
        },
      },
    })
    const hours = await add({
      starts_at: `${NEXT_YEAR}-01-02T10:00:00+05:30`,
      ends_at: `${NEXT_YEAR}-01-02T12:00:00+05:30`,
    })
    expect(hours.body.absence.starts_at).toBe(`${NEXT_YEAR}-01-02T04:30:00.000Z`)
    const list = await as(provider).get<{ absences: Absence[]; count: number }>("/provider/absences")
    expect(list.body.absences.map((one) => one.id)).toEqual([hours.body.absence.id, days.body.absence.id])
    for (const [wrong, field] of [
      [{ starts_at: `${NEXT_YEAR}-01-08`, ends_at: `${NEXT_YEAR}-01-04` }, "ends_at"],
      [{ starts_at: "2020-01-04", ends_at: "2020-01-05" }, "ends_at"],
      [{ starts_at: `${NEXT_YEAR}-01-04`, ends_at: "2099-01-05" }, "ends_at"],
      [{ starts_at: "soon", ends_at: `${NEXT_YEAR}-01-05` }, "starts_at"],
    ] as const)
      expect(await add(wrong)).toMatchObject({ status: 400, body: { details: { [field]: expect.any(String) } } })
    expect(await as(provider).delete(`/provider/absences/${days.body.absence.id}`)).toMatchObject({
      status: 200,
      body: { deleted: true },
    })
    expect((await as(provider).delete(`/provider/absences/${days.body.absence.id}`)).status).toBe(404)
    expect((await as(provider).get<{ count: number }>("/provider/absences")).body.count).toBe(1)
  })

  it("keeps existing assignments when an absence is added", async () => {
    const provider = await activeProvider(shop)
    const { id } = await requestOf(shop, provider.id)
    await as(provider).post("/provider/absences", {
      starts_at: `${NEXT_YEAR - 1}-01-01`,
      ends_at: `${NEXT_YEAR}-01-31`,
    })
    await shop.drainWork()
    expect((await read(provider, id)).status).toBe("team_assigned")
  })

  it("changes the provider's own phone number and nothing else", async () => {
    const changed = await as(binu).post("/provider/me", { phone: "+91 98765 00009" })
    expect(changed).toMatchObject({ status: 200, body: { provider: { phone: "+919876500009" } } })
    for (const field of ["email", "skills", "capacity_hours_per_week", "status", "weight", "id"])
      expect((await as(binu).post("/provider/me", { [field]: "x" })).status).toBe(400)
  })

  it("allows the storefront's pages and no others to call it from a browser", async () => {
    const preflight = (origin: string) =>
      api.raw("OPTIONS", "/provider/me", { headers: { origin, "access-control-request-method": "GET" } })
    expect((await preflight("http://localhost:8000")).headers.get("access-control-allow-origin")).toBe(
      "http://localhost:8000"
    )
    expect((await preflight("https://evil.example")).headers.get("access-control-allow-origin")).not.toBe(
      "https://evil.example"
    )
  })

  it("needs few statements: 4 for a list, 6 for one request, and two more for the audit log", async () => {
    // The entries that it was read, and the names in them, also of what was done before: written after the answer is sent.
    const isAudit = (statement: string) =>
      /audit_entry|^select "\w0"\."id", "\w0"\."(name|email|title)|^(begin|commit)/i.test(statement)
    await requestOf(shop, asha.id)
    const { id } = await requestOf(shop, asha.id)
    const counted = async (address: string) => {
      // The first request also checks the account's status, which is then cached for some seconds.
      await as(asha).get(address)
      const { statements } = await shop.countStatements(() => as(asha).get(address))
      return statements.filter((statement) => !isAudit(statement))
    }
    expect((await counted("/provider/service-requests")).slice(4)).toEqual([])
    expect((await counted(path(id))).slice(6)).toEqual([])
  })
})
