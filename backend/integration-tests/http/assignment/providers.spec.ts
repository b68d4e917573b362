import { withShop } from "@atrium/test-kit"

import { buyUnit, type Decision, decisionsOf, type Provider, providerOf, requestOf } from "./buy-unit"

jest.setTimeout(180_000)

type One = { provider: Provider }
type Many = { providers: Provider[]; count: number }
type Content = { rules: string[]; scorers: string[]; interval_days: number; planning_weeks: number }
type Policy = {
  id: string
  updated_at: string
  current_version: { id: string; number: number; content: Content }
  versions: { number: number }[]
  available: { rules: { name: string }[] }
}

const LENA = {
  name: "Lena Fischer",
  email: "Lena@Providers.Example.com",
  skills: ["gst", "GST", "audit"],
  time_zone: "Europe/Vienna",
  working_hours: { mon: [["09:00", "12:30"]], tue: [] },
  capacity_hours_per_week: 12.5,
}

withShop((shop) => {
  const { api } = shop
  const policy = async (): Promise<Policy> => {
    const list = await api.admin.get<{ assignment_policies: { id: string }[] }>("/admin/assignment-policies")
    const path = `/admin/assignment-policies/${list.body.assignment_policies[0]?.id}`
    return (await api.admin.get<{ assignment_policy: Policy }>(path)).body.assignment_policy
  }

  it("adds a provider once and invites them; they get no work before accepting", async () => {
    const created = await api.admin.post<One>("/admin/providers", LENA)
    expect(created).toMatchObject({
      status: 201,
      body: {
        provider: {
          ...{ email: "lena@providers.example.com", status: "invited", skills: ["GST", "audit"], languages: ["en"] },
          ...{ capacity_hours_per_week: 12.5, weight: 100, service_ids: null, open_requests: 0 },
        },
      },
    })
    await shop.drainWork()
    expect(
      shop
        .mailbox()
        .mails()
        .filter(({ to }) => to === "lena@providers.example.com")
    ).toHaveLength(1)
    expect(await api.admin.post("/admin/providers", { ...LENA, email: "LENA@providers.example.com" })).toMatchObject({
      status: 422,
      body: { code: "provider_email_taken", details: { email: "This email address is taken" } },
    })
    const { id } = created.body.provider
    expect(await api.admin.post(`/admin/providers/${id}`, { status: "active" })).toMatchObject({
      status: 409,
      body: { code: "invalid_transition" },
    })
    expect((await api.admin.post(`/admin/providers/${id}/invitation`)).status).toBe(200)
    const request = await buyUnit(shop, "gst-registration")
    await shop.drainWork()
    const [decision] = await decisionsOf(shop, request.id)
    expect(decision?.candidates.map(({ provider_id }) => provider_id)).not.toContain(id)
  })

  it("reports every mistake of a provider at once, by field", async () => {
    const wrong = {
      ...LENA,
      ...{ email: "nobody", time_zone: "+05:30", capacity_hours_per_week: 0.001, weight: 0 },
      working_hours: { mon: [["12:00", "09:00"]], someday: [] },
    }
    const answer = await api.admin.post<{ details: Record<string, string> }>("/admin/providers", wrong)
    expect(answer.status).toBe(400)
    expect(Object.keys(answer.body.details).sort()).toEqual(
      expect.arrayContaining(["capacity_hours_per_week", "email", "time_zone", "weight", "working_hours.mon.0"])
    )
  })

  it("finds providers by name, email address, state and skill, and sorts them", async () => {
    const list = async (query: string) => (await api.admin.get<Many>(`/admin/providers?${query}`)).body
    expect((await list("q=TAN")).providers.map(({ name }) => name)).toContain("Mei Lin Tan")
    expect((await list("q=sofia%40")).count).toBe(1)
    expect((await list("skill=Trademark")).providers.map(({ name }) => name)).toEqual(["Elena Weber", "Rohan Kulkarni"])
    expect((await list("status[]=suspended")).count).toBe(0)
    // Without asking for accents, on both sides.
    for (const q of ["söfia lindqvist", "SOFIA", "sofía"])
      expect((await list(`q=${encodeURIComponent(q)}`)).count).toBe(1)
    expect((await list("order=-name&limit=1")).providers[0]?.name).toBe("Sofia Lindqvist")
  })

  it("refuses to overwrite a change saved in the meantime", async () => {
    const seen = await providerOf(shop, "Daniel")
    const change = { priority: 3, updated_at: seen.updated_at }
    expect((await api.admin.post(`/admin/providers/${seen.id}`, change)).status).toBe(200)
    expect(await api.admin.post(`/admin/providers/${seen.id}`, change)).toMatchObject({
      status: 409,
      body: { code: "stale_version" },
    })
    await api.admin.post(`/admin/providers/${seen.id}`, { priority: 0 })
  })

  it("skips an absent provider, says until when, and considers them again when the absence is deleted", async () => {
    const [sofia, nadia] = [await providerOf(shop, "Sofia"), await providerOf(shop, "Nadia")]
    const now = Date.now()
    const away = { starts_at: new Date(now - 3_600_000), ends_at: new Date(now + 60 * 86_400_000), reason: "Leave" }
    const added = []
    for (const { id } of [sofia, nadia]) {
      const answer = await api.admin.post<{ absence: { id: string } }>(`/admin/providers/${id}/absences`, away)
      expect(answer.status).toBe(201)
      added.push({ id, absence: answer.body.absence.id })
    }
    const request = await buyUnit(shop, "brand-identity")
    await shop.drainWork()
    const [nobody] = await decisionsOf(shop, request.id)
    expect(nobody?.winner).toBeNull()
    expect(nobody?.candidates.find(({ name }) => name === "Sofia Lindqvist")?.sentence).toMatch(
      /^Sofia Lindqvist is not eligible: is away until .+ \(Europe\/Stockholm\) and has 0 h free in the next 4 weeks and this needs 24 h\.$/
    )
    for (const { id, absence } of added)
      expect((await api.admin.delete(`/admin/providers/${id}/absences/${absence}`)).status).toBe(200)
    await shop.drainWork()
    expect((await requestOf(shop, request.id)).provider).not.toBeNull()
    expect((await providerOf(shop, "Sofia")).absences).toHaveLength(1)
  })

  it("versions the policy, uses the new version at once, and keeps the version of old decisions", async () => {
    const seen = await policy()
    const { content } = seen.current_version
    const path = `/admin/assignment-policies/${seen.id}`
    expect(await api.admin.post(path, { content: { ...content, rules: ["skills", "moon"] } })).toMatchObject({
      status: 400,
      body: { details: { "content.rules.1": "Not installed in this shop" } },
    })
    const [asha] = [await providerOf(shop, "Asha")]
    await api.admin.post(`/admin/providers/${asha.id}`, { languages: ["ml"] })
    const before = await buyUnit(shop, "monthly-bookkeeping")
    await shop.drainWork()
    const rules = content.rules.filter((rule) => rule !== "languages")
    const change = { content: { ...content, rules, scorers: ["priority"] }, updated_at: seen.updated_at }
    expect((await api.admin.post(path, change)).status).toBe(200)
    expect(await api.admin.post(path, change)).toMatchObject({ status: 409, body: { code: "stale_version" } })
    expect(await policy()).toMatchObject({ current_version: { number: 2 }, versions: [{ number: 2 }, { number: 1 }] })

    const after = await buyUnit(shop, "monthly-bookkeeping")
    await shop.drainWork()
    expect((await requestOf(shop, after.id)).provider?.name).toBe("Asha Menon")
    const [old] = await decisionsOf(shop, before.id)
    expect(old).toMatchObject({ policy_version: 1, winner: { name: "Daniel Okafor" } } satisfies Partial<
      Record<keyof Decision | "policy_version", unknown>
    >)
    expect(old?.candidates.find(({ name }) => name === "Asha Menon")?.sentence).toBe(
      "Asha Menon is not eligible: does not work in en."
    )
    type Replayed = { replay: { same_winner: boolean } }
    const replayed = await api.admin.post<Replayed>(`/admin/assignment-decisions/${old?.id}/replay`)
    expect(replayed.body.replay.same_winner).toBe(true)
    await api.admin.post(path, { content })
  })
})
