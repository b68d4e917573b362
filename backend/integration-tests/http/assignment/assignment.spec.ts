import { ASSIGN_REQUEST } from "@atrium/provider-assignment/use-cases"
import { type Shop, withShop } from "@atrium/test-kit"
import { performWork } from "@atrium/work-queue/use-cases"

import { buyUnit, type Decision, decisionsOf, promisedHours, type Provider, providerOf, requestOf } from "./buy-unit"

jest.setTimeout(180_000)

type WorkItem = { id: string; status: string; last_error: string | null; waits_for: string | null }
type Replay = { replay: { same_winner: boolean; winner: { id: string } | null; differences: unknown[] } }

const workOfRequest = async (shop: Shop, requestId: string): Promise<WorkItem[]> =>
  (
    await shop.api.admin.get<{ work_items: (WorkItem & { key: string })[] }>(
      `/admin/work-items?kind=${ASSIGN_REQUEST.kind}&limit=100`
    )
  ).body.work_items.filter(({ key }) => key.includes(requestId))

withShop((shop) => {
  const { api } = shop
  const update = (id: string, body: Record<string, unknown>) => api.admin.post(`/admin/service-requests/${id}`, body)
  const assign = (id: string, body: Record<string, unknown>) =>
    api.admin.post(`/admin/service-requests/${id}/assignment`, body)
  const change = async (provider: Provider, body: Record<string, unknown>) => {
    const answer = await api.admin.post(`/admin/providers/${provider.id}`, body)
    expect(answer.status).toBe(200)
  }

  it("assigns a new request to an eligible provider, notifies both sides once and explains the decision", async () => {
    const request = await buyUnit(shop, "annual-accounts")
    expect(request).toMatchObject({ status: "pending_contact", provider: null })
    const { statements } = await shop.countStatements(() =>
      performWork(shop.container(), {
        causedBy: [`${ASSIGN_REQUEST.kind}:${request.id}`],
        kinds: [ASSIGN_REQUEST],
        waitMs: 10_000,
      })
    )
    const taken = statements.findIndex((statement) => statement.includes("pg_advisory_xact_lock"))
    const committed = statements.findIndex((statement, index) => index > taken && /^commit/i.test(statement))
    expect(committed - taken + 2).toBeLessThanOrEqual(12)
    const assigned = await requestOf(shop, request.id)
    expect(assigned).toMatchObject({ status: "team_assigned", provider: { name: "Asha Menon" } })

    const [decision] = await decisionsOf(shop, request.id)
    expect(decision).toMatchObject({ kind: "direct", winner: { name: "Asha Menon" } })
    expect(decision?.candidates).toHaveLength(8)
    expect(decision?.summary).toBe("Assigned to Asha Menon: 2 of 8 providers eligible.")
    const said = decision?.candidates.map(({ sentence }) => sentence)
    expect(said).toContain("Daniel Okafor was eligible, but their priority is 0, the chosen provider's is 10.")
    expect(said).toContain("Mei Lin Tan is not eligible: lacks the skills bookkeeping and annual-accounts.")
    const replayed = await api.admin.post<Replay>(`/admin/assignment-decisions/${decision?.id}/replay`)
    expect(replayed.body.replay).toEqual({
      same_winner: true,
      winner: { id: assigned.provider?.id, name: "Asha Menon" },
      differences: [],
    })

    await shop.drainWork()
    const notices = shop
      .mailbox()
      .mails()
      .filter(({ to }) => to === "asha@providers.atrium.test")
    expect(notices).toHaveLength(1)
    expect(promisedHours(await providerOf(shop, "Asha Menon"))).toBe(14)
  })

  it("balances effort: the next request goes to the provider with less", async () => {
    const request = await buyUnit(shop, "annual-accounts")
    await shop.drainWork()
    expect((await requestOf(shop, request.id)).provider?.name).toBe("Daniel Okafor")
    const [decision] = await decisionsOf(shop, request.id)
    expect(decision?.candidates.find(({ name }) => name === "Asha Menon")?.sentence).toBe(
      "Asha Menon was eligible, but they were 7 h above their fair share, the chosen provider 7 h below their fair share."
    )
  })

  it("lets staff reassign a request with its effort, and requires a reason when a rule is overridden", async () => {
    const request = await buyUnit(shop, "monthly-bookkeeping")
    await shop.drainWork()
    const from = await providerOf(shop, (await requestOf(shop, request.id)).provider?.name ?? "")
    const sofia = await providerOf(shop, "Sofia")
    const refusal = {
      status: 400,
      body: { code: "reason_needed", message: "Enter a reason: Sofia Lindqvist lacks the skill bookkeeping." },
    }
    expect(await assign(request.id, { provider_id: sofia.id })).toMatchObject(refusal)
    expect(await update(request.id, { provider_id: sofia.id, status: "in_progress" })).toMatchObject(refusal)
    const stale = { provider_id: sofia.id, reason: "She asked for it", updated_at: "2026-01-01T00:00:00.000Z" }
    expect(await assign(request.id, stale)).toMatchObject({ status: 409, body: { code: "stale_version" } })
    expect(await assign("sreq_none", { provider_id: sofia.id })).toMatchObject({ status: 404 })
    expect(await assign("sreq_none", { provider_id: null })).toMatchObject({ status: 404 })
    expect(await assign(request.id, { provider_id: "", surprise: 1 })).toMatchObject({
      status: 400,
      body: { details: { provider_id: expect.any(String), surprise: expect.any(String) } },
    })
    expect((await assign(request.id, { provider_id: sofia.id, reason: "She asked for it" })).status).toBe(200)
    expect(await requestOf(shop, request.id)).toMatchObject({ status: "team_assigned", provider: { id: sofia.id } })
    expect(promisedHours(await providerOf(shop, from.name))).toBe(promisedHours(from) - 6)
    expect(promisedHours(await providerOf(shop, "Sofia"))).toBe(promisedHours(sofia) + 6)
    const [decision] = await decisionsOf(shop, request.id)
    expect(decision).toMatchObject({
      kind: "manual",
      reason: "She asked for it",
      overridden: [{ rule: "skills", sentence: "lacks the skill bookkeeping" }],
    } satisfies Partial<Record<keyof Decision, unknown>>)
    expect(decision?.candidates.find(({ provider_id }) => provider_id === sofia.id)?.sentence).toBe(
      "Sofia Lindqvist was chosen by staff, overriding the rules: lacks the skill bookkeeping."
    )
    expect(
      (await api.admin.post<Replay>(`/admin/assignment-decisions/${decision?.id}/replay`)).body.replay
    ).toMatchObject({
      same_winner: true,
      differences: [],
    })
  })

  it("also refuses a manual assignment beyond a provider's capacity, and names the hours", async () => {
    const request = await buyUnit(shop, "business-visa")
    await shop.drainWork()
    const nadia = await providerOf(shop, "Nadia")
    await change(nadia, { capacity_hours_per_week: 0.5 })
    expect(await assign(request.id, { provider_id: nadia.id, reason: "She knows them" })).toMatchObject({
      status: 422,
      body: {
        code: "capacity_exceeded",
        message: "Nadia Haddad has 2 h free in the next 4 weeks, and this request needs 3 h.",
      },
    })
    await change(nadia, { capacity_hours_per_week: 40 })
  })

  it("refuses providers that don't exist or take no work", async () => {
    const request = await buyUnit(shop, "business-visa")
    expect(await assign(request.id, { provider_id: "prov_nobody" })).toMatchObject({
      status: 400,
      body: { details: { provider_id: "No provider exists with this ID" } },
    })
    const nadia = await providerOf(shop, "Nadia")
    await change(nadia, { status: "suspended" })
    expect(await assign(request.id, { provider_id: nadia.id, reason: "…" })).toMatchObject({
      status: 422,
      body: { code: "provider_not_active" },
    })
    await change(nadia, { status: "active" })
  })

  it("assigns another provider when staff unassign one, and releases the effort once", async () => {
    const request = await buyUnit(shop, "company-incorporation")
    await shop.drainWork()
    const first = (await requestOf(shop, request.id)).provider
    const before = promisedHours(await providerOf(shop, first?.name ?? ""))
    expect((await assign(request.id, { provider_id: null, reason: "Conflict of interest" })).status).toBe(200)
    expect(await requestOf(shop, request.id)).toMatchObject({ status: "pending_contact", provider: null })
    await shop.drainWork()
    const second = (await requestOf(shop, request.id)).provider
    expect(second).not.toBeNull()
    expect(second?.id).not.toBe(first?.id)
    expect(promisedHours(await providerOf(shop, first?.name ?? ""))).toBe(before - 10)
    const [decision] = await decisionsOf(shop, request.id)
    expect(decision?.candidates.find(({ provider_id }) => provider_id === first?.id)?.sentence).toBe(
      `${first?.name} is not eligible: was unassigned from this request before.`
    )
  })

  it.each([["cancelled"], ["completed"]])("releases the effort when a request is %s", async (end) => {
    const request = await buyUnit(shop, "work-visa")
    await shop.drainWork()
    const name = (await requestOf(shop, request.id)).provider?.name ?? ""
    const before = await providerOf(shop, name)
    if (end === "completed") await update(request.id, { status: "in_progress" })
    expect((await update(request.id, { status: end })).status).toBe(200)
    const after = await providerOf(shop, name)
    expect(promisedHours(after)).toBe(promisedHours(before) - 8)
    expect(after.open_requests).toBe(before.open_requests - 1)
  })

  it("notifies staff that no provider is eligible, shows it on Operations, and retries when a provider is back", async () => {
    const [sofia, nadia] = [await providerOf(shop, "Sofia"), await providerOf(shop, "Nadia")]
    await change(sofia, { status: "suspended" })
    await change(nadia, { status: "suspended" })
    const request = await buyUnit(shop, "brand-identity")
    await shop.drainWork()
    expect(await requestOf(shop, request.id)).toMatchObject({ status: "pending_contact", provider: null })
    expect(await workOfRequest(shop, request.id)).toMatchObject([
      {
        status: "parked",
        last_error: `No eligible provider for ${request.reference_number}`,
        waits_for: "A provider who can take the request",
      },
    ])
    const told = () =>
      shop
        .mailbox()
        .mails()
        .filter(
          ({ subject }) => subject.includes(request.reference_number) && subject.startsWith("No eligible provider")
        )
    expect(told()).toHaveLength(1)
    // Nothing relevant changed: it is neither retried in a loop nor lost.
    await change(await providerOf(shop, "Carlos"), { priority: 1 })
    await shop.drainWork()
    expect(await decisionsOf(shop, request.id)).toHaveLength(1)

    await change(sofia, { status: "active" })
    await shop.drainWork()
    expect(await requestOf(shop, request.id)).toMatchObject({ status: "team_assigned", provider: { id: sofia.id } })
    expect(await workOfRequest(shop, request.id)).toMatchObject([{ status: "done" }])
    expect(await decisionsOf(shop, request.id)).toMatchObject([
      { winner: { id: sofia.id } },
      { winner: null, summary: "No eligible provider among 6 providers." },
    ])
    expect(told()).toHaveLength(1)
    await change(nadia, { status: "active" })
  })

  it("stops waiting when staff assign the request manually", async () => {
    const carlos = await providerOf(shop, "Carlos")
    const meilin = await providerOf(shop, "Mei Lin")
    await change(carlos, { blocked_emails: ["never@example.com"], skills: ["immigration"] })
    await change(meilin, { skills: ["immigration"] })
    const request = await buyUnit(shop, "student-visa")
    await shop.drainWork()
    expect(await workOfRequest(shop, request.id)).toMatchObject([{ status: "parked" }])
    expect((await assign(request.id, { provider_id: carlos.id, reason: "He can" })).status).toBe(200)
    await shop.drainWork()
    expect(await workOfRequest(shop, request.id)).toMatchObject([{ status: "done" }])
    expect(await requestOf(shop, request.id)).toMatchObject({ provider: { id: carlos.id } })
  })
})
