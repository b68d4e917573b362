import { randomUUID } from "node:crypto"

import type {
  AdminConsultation,
  ConsultationOut,
  ConsultationSettings,
  PortalConsultation,
  SlotsOut,
} from "@atrium/consultations/contracts"
import { advanceClock, resetClock, setClock } from "@atrium/kernel"
import { type Mail, ok, withRateLimitFactor, withShop } from "@atrium/test-kit"

import { makeService } from "../catalogue/make-service"
import { activeProvider } from "./make-provider"

jest.setTimeout(180_000)

type One = { consultation: ConsultationOut; code?: string; details?: Record<string, string> }
type Held = One & { token: string }
type Provider = Awaited<ReturnType<typeof activeProvider>>

const OFFICE = Object.fromEntries(
  ["mon", "tue", "wed", "thu", "fri", "sat", "sun"].map((day) => [day, [["09:00", "17:00"]]])
)
const HOUR = 3_600

withShop((shop) => {
  afterEach(resetClock)
  const { api } = shop

  /** A service that needs a skill which only these providers have. */
  const offered = async (
    settings: Partial<ConsultationSettings> = {},
    hours: Record<string, unknown>[] = [{ time_zone: "Asia/Kolkata", working_hours: OFFICE }]
  ) => {
    const skill = randomUUID()
    const service = await makeService(shop.container(), {
      content: { routing: { skills: [skill], languages: [], regions: [], effort_hours: 1 } },
    })
    const providers: Provider[] = []
    for (const calendar of hours)
      providers.push(await activeProvider(shop, { name: "Nila Sen", skills: [skill], ...calendar }))
    ok(
      await api.admin.post(`/admin/consultation-settings/${service.productId}`, {
        offered: true,
        place: "Video call",
        ...settings,
      })
    )
    return { service, providers, provider: providers[0] as Provider }
  }

  const slotsOf = async (handle: string, query = "time_zone=Asia/Kolkata"): Promise<SlotsOut> =>
    ok(await api.store.get<SlotsOut>(`/store/services/${handle}/consultation-slots?${query}`))
  const starts = (slots: SlotsOut): string[] => slots.days.flatMap((day) => day.slots.map(({ starts_at }) => starts_at))
  const hold = (handle: string, starts_at = "", from: string = randomUUID().slice(0, 8)) =>
    api.store.post<Held>(
      `/store/services/${handle}/consultations`,
      { starts_at },
      { "x-forwarded-for": addressOf(from) }
    )
  const addressOf = (seed: string) => `10.${[0, 2, 4].map((at) => parseInt(seed.slice(at, at + 2), 16)).join(".")}`

  const details = (email: string) => ({ name: "Vera Visitor", email, time_zone: "Europe/Berlin", note: "Two founders" })
  const confirm = (held: Held, email: string) =>
    api.store.post<One>(`/store/consultations/${held.consultation.id}/confirm`, {
      token: held.token,
      ...details(email),
    })
  const newVisitor = () => `visitor-${randomUUID()}@example.com`

  /** Books the free slot number `at` of the service. */
  const booked = async (handle: string, at = 0) => {
    const email = newVisitor()
    const held = ok(await hold(handle, starts(await slotsOf(handle))[at]))
    const { consultation } = ok(await confirm(held, email))
    return { ...consultation, email, token: held.token }
  }
  const mailsTo = async (email: string): Promise<Mail[]> => {
    await shop.drainWork()
    return shop
      .mailbox()
      .mails()
      .filter(({ to, subject }) => to === email && /onsultation/.test(subject))
      .sort((one, other) => (one.subject < other.subject ? -1 : 1))
  }
  const calendarOf = (mail: Mail | undefined): string => {
    const file = mail?.attachments.find(({ contentType }) => contentType === "text/calendar")
    return (file?.content.toString() ?? "").replaceAll("\r\n ", "")
  }
  const move = (booking: { id: string; token: string }, starts_at: string | undefined) =>
    api.store.post<One>(`/store/consultations/${booking.id}/move`, { token: booking.token, starts_at })
  const cancel = (booking: { id: string; token: string }) =>
    api.store.post<One>(`/store/consultations/${booking.id}/cancel`, { token: booking.token })
  const read = ({ id, token }: { id: string; token: string }) =>
    api.store.get<One>(`/store/consultations/${id}?token=${token}`)
  const asStaff = async (id: string) =>
    ok(await api.admin.get<{ consultation: AdminConsultation }>(`/admin/consultations/${id}`)).consultation

  describe("slots", () => {
    it("are the provider's working hours in the visitor's days, after the notice, without their absences", async () => {
      setClock(new Date("2027-02-01T03:00:00.000Z"))
      const { service, provider } = await offered({ minutes: 60 })
      const first = await slotsOf(service.handle, "time_zone=America/New_York&from=2027-02-01&to=2027-02-02")
      // 09:00 in India is 22:30 of the day before in New York; four hours of notice end at 12:30 in India.
      expect(first.days.map(({ date, slots }) => [date, slots.length, slots[0]?.starts_at])).toEqual([
        ["2027-02-01", 6, "2027-02-01T07:30:00.000Z"],
        ["2027-02-02", 8, "2027-02-02T05:30:00.000Z"],
      ])
      ok(
        await api.admin.post(`/admin/providers/${provider.id}/absences`, {
          starts_at: "2027-02-02T00:00:00+05:30",
          ends_at: "2027-02-03T00:00:00+05:30",
        })
      )
      const away = starts(await slotsOf(service.handle, "time_zone=Asia/Kolkata&from=2027-02-02&to=2027-02-03"))
      expect([away.length, away[0]]).toEqual([8, "2027-02-03T03:30:00.000Z"])
      expect(JSON.stringify(first)).not.toMatch(/email|@|prov_/)
    })

    it("follow the change to summer time: the provider's nine o'clock is an hour earlier in UTC", async () => {
      setClock(new Date("2027-03-25T00:00:00.000Z"))
      const { service } = await offered({ minutes: 60 }, [{ time_zone: "Europe/Berlin", working_hours: OFFICE }])
      const { days } = await slotsOf(service.handle, "time_zone=Europe/Berlin&from=2027-03-27&to=2027-03-28")
      expect(days.map(({ slots }) => [slots.length, slots[0]?.starts_at])).toEqual([
        [8, "2027-03-27T08:00:00.000Z"],
        [8, "2027-03-28T07:00:00.000Z"],
      ])
    })

    it("are refused for a service without consultations, a wrong time zone, and too many days", async () => {
      const { service } = await offered({ offered: false })
      const path = `/store/services/${service.handle}/consultation-slots`
      expect((await api.store.get(path)).status).toBe(404)
      expect((await api.store.get(`/store/services/${service.handle}/consultation`)).status).toBe(404)
      expect((await hold(service.handle, "2027-02-02T05:30:00.000Z")).status).toBe(404)
      expect((await api.store.get(`${path}?time_zone=Mars/Base`)).status).toBe(400)
      const on = await offered()
      const long = await api.store.get(
        `/store/services/${on.service.handle}/consultation-slots?from=2027-01-01&to=2027-03-01`
      )
      expect(long).toMatchObject({ status: 400, body: { details: { to: expect.any(String) } } })
    })
  })

  describe("holding", () => {
    it("lets only one of 50 parallel visitors hold a time; the others learn that it is taken", async () => {
      const { service } = await offered()
      const start = starts(await slotsOf(service.handle))[3]
      const answers = await Promise.all(Array.from({ length: 50 }, () => hold(service.handle, start)))
      expect(answers.filter(({ status }) => status === 201)).toHaveLength(1)
      expect(answers.filter(({ status, body }) => status === 409 && body.code === "slot_taken")).toHaveLength(49)
      const { rows } = await shop
        .knex()
        .raw<{ rows: { count: string }[] }>(
          "SELECT count(*) FROM consultation WHERE product_id = ? AND status = 'held'",
          [service.productId]
        )
      expect(rows[0]?.count).toBe("1")
      expect(starts(await slotsOf(service.handle))).not.toContain(start)
    })

    it("gives a time to as many visitors as providers are free, each with another one", async () => {
      const calendar = { time_zone: "Asia/Kolkata", working_hours: OFFICE }
      const { service } = await offered({}, [calendar, calendar])
      const start = starts(await slotsOf(service.handle))[0]
      const answers = await Promise.all(Array.from({ length: 10 }, () => hold(service.handle, start)))
      expect(answers.map(({ status }) => status).sort()).toEqual([201, 201, ...Array<number>(8).fill(409)])
      const rows: { provider_id: string }[] = await shop
        .knex()("consultation")
        .where({ product_id: service.productId })
        .select("provider_id")
      expect(new Set(rows.map(({ provider_id }) => provider_id)).size).toBe(2)
    })

    it("the database itself refuses a second consultation of a provider at the same time", async () => {
      const { service } = await offered()
      const { id } = await booked(service.handle)
      const copy = shop.knex().raw(
        `INSERT INTO consultation (id, reference, product_id, service_handle, service_title, place, provider_id, provider_name,
           status, starts_at, ends_at, blocked_until, time_zone, name, email)
         SELECT 'cons_copy', 'CN-COPY', product_id, service_handle, service_title, place, provider_id, provider_name, status,
           starts_at + interval '10 minutes', ends_at + interval '10 minutes', blocked_until + interval '10 minutes',
           time_zone, name, email FROM consultation WHERE id = ?`,
        [id]
      )
      await expect(copy).rejects.toThrow("consultation_one_at_a_time")
    })

    it("ends after ten minutes: the time is free at once, and the late visitor can't book it", async () => {
      const { service } = await offered()
      const start = starts(await slotsOf(service.handle)).at(-1)
      const held = ok(await hold(service.handle, start))
      expect(held.consultation).toMatchObject({ status: "held", name: null, email: null })
      advanceClock(9 * 60)
      expect((await hold(service.handle, start)).status).toBe(409)
      advanceClock(61)
      expect(starts(await slotsOf(service.handle))).toContain(start)
      expect(ok(await read({ id: held.consultation.id, token: held.token })).consultation.status).toBe("expired")
      expect(await confirm(held, newVisitor())).toMatchObject({ status: 409, body: { code: "hold_expired" } })
      const next = ok(await hold(service.handle, start))
      expect(ok(await confirm(next, newVisitor())).consultation.status).toBe("booked")
      expect(await confirm(held, newVisitor())).toMatchObject({ status: 409, body: { code: "hold_expired" } })
    })

    it("refuses times that no provider offers: at night, between slots, in the past, beyond the horizon", async () => {
      setClock(new Date("2027-02-01T03:00:00.000Z"))
      const { service } = await offered()
      for (const start of [
        "2027-02-02T20:00:00.000Z",
        "2027-02-02T05:45:00.000Z",
        "2027-01-31T05:30:00.000Z",
        "2027-02-01T05:30:00.000Z",
        "2027-06-01T05:30:00.000Z",
      ])
        expect(await hold(service.handle, start)).toMatchObject({ status: 409, body: { code: "slot_taken" } })
      expect((await hold(service.handle, "tomorrow")).status).toBe(400)
    })

    it("is limited for one address, and released by the visitor who goes back", async () => {
      const { service } = await offered({ minutes: 10 })
      const free = starts(await slotsOf(service.handle))
      const first = await withRateLimitFactor(0.1, async () => {
        const held = ok(await hold(service.handle, free[0], "0a0b0c"))
        ok(await hold(service.handle, free[1], "0a0b0c"))
        expect((await hold(service.handle, free[2], "0a0b0c")).status).toBe(429)
        ok(await hold(service.handle, free[2], "0a0b0d"))
        return held
      })
      expect(ok(await cancel({ id: first.consultation.id, token: first.token })).consultation.status).toBe("expired")
      expect(starts(await slotsOf(service.handle))).toContain(free[0])
    })
  })

  describe("booking", () => {
    it("emails visitor and provider once, with a calendar file, each in their time zone", async () => {
      const { service, provider } = await offered()
      const email = newVisitor()
      const held = ok(await hold(service.handle, starts(await slotsOf(service.handle))[0]))
      const answers = await Promise.all(Array.from({ length: 5 }, () => confirm(held, email)))
      expect(answers.map(({ status }) => status)).toEqual(Array(5).fill(200))
      const [mail, ...others] = await mailsTo(email)
      expect(others).toEqual([])
      expect(mail?.subject).toMatch(/^Consultation booked: .* (GMT\+[12]|CES?T)$/)
      expect(mail?.text).toContain(`/consultations/${held.consultation.id}?token=`)
      const file = calendarOf(mail)
      expect(file).toContain("METHOD:REQUEST")
      expect(file).toContain("SEQUENCE:0")
      expect(file).toContain(`DTSTART:${held.consultation.starts_at.replaceAll(/[-:]|\.000/g, "")}`)
      const notices = await mailsTo(provider.email)
      expect(notices).toHaveLength(1)
      expect(notices[0]?.subject).toMatch(/^New consultation: .* (GMT\+5:30|IST)$/)
      expect(notices[0]?.text).toContain("Two founders")
      expect(mail?.text).not.toContain(provider.email)
      const { rows } = await shop
        .knex()
        .raw<{ rows: { props: unknown }[] }>(
          "SELECT props FROM message WHERE recipient = ? AND template = 'consultations.booked'",
          [email]
        )
      expect(JSON.stringify(rows)).not.toContain(held.token)
    })

    it("reports all wrong fields at once, and keeps the hold", async () => {
      const { service } = await offered()
      const held = ok(await hold(service.handle, starts(await slotsOf(service.handle))[0]))
      const refused = await api.store.post<One>(`/store/consultations/${held.consultation.id}/confirm`, {
        token: held.token,
        name: " ",
        email: "no",
        time_zone: "Mars/Base",
      })
      expect(refused.status).toBe(400)
      expect(Object.keys(refused.body.details ?? {}).sort()).toEqual(["email", "name", "time_zone"])
      expect(ok(await confirm(held, newVisitor())).consultation.status).toBe("booked")
    })

    it("opens for the link only: a wrong, missing or another consultation's token is not found", async () => {
      const { service } = await offered()
      const one = await booked(service.handle)
      const other = await booked(service.handle)
      const unknown = await read({ id: "cons_none", token: one.token })
      for (const token of ["", "wrong", other.token]) {
        const link = { id: one.id, token }
        const refused = await read(link)
        expect(refused.status).toBe(token === "" ? 400 : 404)
        expect((await move(link, one.starts_at)).status).toBe(token === "" ? 400 : 404)
        expect((await cancel(link)).status).toBe(token === "" ? 400 : 404)
        if (token) expect({ ...refused.body, request_id: "" }).toEqual({ ...unknown.body, request_id: "" })
      }
      expect((await api.store.get(`/store/consultations/${one.id}`)).status).toBe(404)
      const own = ok(await read(one)).consultation
      expect(own).toMatchObject({ status: "booked", changeable: true, email: one.email })
      expect(JSON.stringify(own)).not.toContain("prov_")
    })
  })

  describe("moving and canceling", () => {
    it("moves to a free time with new calendar files, and frees the old one", async () => {
      const { service, provider } = await offered()
      const booking = await booked(service.handle)
      const free = starts(await slotsOf(service.handle))
      const moved = ok(await move(booking, free[5])).consultation
      expect(moved).toMatchObject({ status: "booked", starts_at: free[5] })
      expect(starts(await slotsOf(service.handle))).toContain(booking.starts_at)
      const [first, second] = [await mailsTo(booking.email), await mailsTo(provider.email)]
      const kinds = (mails: readonly Mail[]) => mails.map(({ subject }) => subject.split(":")[0])
      expect(kinds(first)).toEqual(["Consultation booked", "Consultation moved"])
      expect(kinds(second)).toEqual(["A consultation has a new time", "New consultation"])
      const uid = (mail: Mail | undefined) => /UID:.*/.exec(calendarOf(mail))?.[0]
      expect(calendarOf(first[1])).toContain("SEQUENCE:1")
      expect(uid(first[1])).toBe(uid(first[0]))
    })

    it("keeps the old time when the new one is taken", async () => {
      const { service } = await offered()
      const [one, other] = [await booked(service.handle), await booked(service.handle)]
      expect(await move(one, other.starts_at)).toMatchObject({ status: 409, body: { code: "slot_taken" } })
      expect(ok(await read(one)).consultation).toMatchObject({ status: "booked", starts_at: one.starts_at })
      expect(await mailsTo(one.email)).toHaveLength(1)
    })

    it("of two parallel moves to one time, one gets it and the other keeps its own", async () => {
      const { service } = await offered()
      const bookings = [await booked(service.handle), await booked(service.handle)]
      const target = starts(await slotsOf(service.handle))[6]
      const answers = await Promise.all(bookings.map((booking) => move(booking, target)))
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 409])
      const after = await Promise.all(bookings.map(async (booking) => ok(await read(booking)).consultation.starts_at))
      expect(after.filter((start) => start === target)).toHaveLength(1)
    })

    it("canceling frees the time, withdraws the calendar entries, and happens once", async () => {
      const { service, provider } = await offered()
      const booking = await booked(service.handle)
      const answers = await Promise.all([cancel(booking), cancel(booking), cancel(booking)])
      expect(answers.map(({ status, body }) => [status, body.consultation.status])).toEqual(
        Array(3).fill([200, "canceled"])
      )
      expect(starts(await slotsOf(service.handle))).toContain(booking.starts_at)
      const mails = await mailsTo(booking.email)
      expect(mails).toHaveLength(2)
      expect(mails.map(({ subject }) => subject.split(":")[0])).toEqual([
        "Consultation booked",
        "Consultation canceled",
      ])
      expect(calendarOf(mails[1])).toMatch(/METHOD:CANCEL[\s\S]*SEQUENCE:1[\s\S]*STATUS:CANCELLED/)
      expect(await mailsTo(provider.email)).toHaveLength(2)
      expect(await move(booking, booking.starts_at)).toMatchObject({ body: { code: "consultation_closed" } })
    })

    it("ends with the start", async () => {
      const { service } = await offered()
      const booking = await booked(service.handle)
      const free = starts(await slotsOf(service.handle)).at(-1)
      setClock(new Date(booking.starts_at))
      for (const answer of [await move(booking, free), await cancel(booking)])
        expect(answer).toMatchObject({ status: 409, body: { code: "consultation_closed" } })
    })

    it("a read changes nothing", async () => {
      const { service } = await offered()
      const booking = await booked(service.handle)
      for (const path of ["cancel", "move"])
        expect((await api.store.get(`/store/consultations/${booking.id}/${path}?token=${booking.token}`)).status).toBe(
          404
        )
      expect(ok(await read(booking)).consultation.status).toBe("booked")
    })
  })

  describe("reminders", () => {
    it("are sent once, a day before; not for the earlier time of a moved one, nor for a canceled one", async () => {
      setClock(new Date("2027-05-03T03:00:00.000Z"))
      const { service } = await offered({ minutes: 30 })
      const later = starts(await slotsOf(service.handle, "time_zone=UTC&from=2027-05-10&to=2027-05-11"))
      const bookings = []
      for (const start of later.slice(0, 3)) {
        const email = newVisitor()
        const held = ok(await hold(service.handle, start))
        bookings.push({ ...ok(await confirm(held, email)).consultation, email, token: held.token })
      }
      const [kept, moved, canceled] = bookings
      if (!kept || !moved || !canceled) throw new Error("Not all were booked")
      ok(await move(moved, later.at(-1)))
      ok(await cancel(canceled))
      const reminders = async (email: string) =>
        (await mailsTo(email)).filter(({ subject }) => subject.startsWith("Reminder"))
      setClock(new Date(Date.parse(kept.starts_at) - 25 * HOUR * 1000))
      for (const { email } of bookings) expect(await reminders(email)).toEqual([])
      setClock(new Date(Date.parse(kept.starts_at) - 23 * HOUR * 1000))
      expect(await reminders(kept.email)).toHaveLength(1)
      expect(await reminders(kept.email)).toHaveLength(1)
      expect(await reminders(moved.email)).toEqual([])
      setClock(new Date(Date.parse(later.at(-1) ?? "") - 23 * HOUR * 1000))
      expect(await reminders(moved.email)).toHaveLength(1)
      expect(await reminders(canceled.email)).toEqual([])
    })
  })

  describe("staff and providers", () => {
    const asProvider = async (provider: Provider) =>
      ok(
        await api
          .provider(provider.token)
          .get<{ consultations: PortalConsultation[]; count: number }>("/provider/consultations")
      )

    it("a provider sees their own consultations only, with the visitor's details", async () => {
      const { service, provider } = await offered()
      const other = await offered()
      const booking = await booked(service.handle)
      const elsewhere = await booked(other.service.handle)
      const list = await asProvider(provider)
      expect(list.consultations.map(({ id }) => id)).toEqual([booking.id])
      expect(list.consultations[0]).toMatchObject({
        visitor: { name: "Vera Visitor", email: booking.email, time_zone: "Europe/Berlin" },
        note: "Two founders",
        conflict: null,
      })
      expect((await asProvider(other.provider)).consultations.map(({ id }) => id)).toEqual([elsewhere.id])
      ok(await cancel(booking))
      expect((await asProvider(provider)).count).toBe(0)
    })

    it("an absence added after the booking is shown to staff and the provider, and nothing is lost", async () => {
      const { service, provider } = await offered()
      const booking = await booked(service.handle)
      expect((await asStaff(booking.id)).conflict).toBeNull()
      ok(
        await api.admin.post(`/admin/providers/${provider.id}/absences`, {
          starts_at: booking.starts_at,
          ends_at: booking.ends_at,
        })
      )
      expect(await asStaff(booking.id)).toMatchObject({ status: "booked", conflict: "provider_away" })
      expect((await asProvider(provider)).consultations[0]?.conflict).toBe("provider_away")
      const report = ok(
        await api.admin.get<{ rows: { name: string; value: number; needs_attention: boolean }[] }>(
          "/admin/operations-report"
        )
      )
      const row = report.rows.find(({ name }) => name === "consultations.conflicts")
      expect(row?.value).toBeGreaterThan(0)
      expect(row?.needs_attention).toBe(true)
      ok(await api.admin.post(`/admin/providers/${provider.id}`, { status: "suspended" }))
      expect((await asStaff(booking.id)).conflict).toBe("provider_not_active")
    })

    it("staff find consultations and cancel one with a reason, which the visitor reads", async () => {
      const { service, provider } = await offered()
      const booking = await booked(service.handle)
      const list = async (query: string) =>
        ok(
          await api.admin.get<{ consultations: AdminConsultation[]; count: number }>(`/admin/consultations?${query}`)
        ).consultations.map(({ id }) => id)
      expect(await list(`q=${booking.reference.toLowerCase()}`)).toEqual([booking.id])
      expect(await list(`q=${booking.email}`)).toEqual([booking.id])
      expect(await list(`provider_id=${provider.id}&status=booked`)).toEqual([booking.id])
      expect(await list(`service_id=${service.productId}&status=canceled`)).toEqual([])
      const path = `/admin/consultations/${booking.id}/cancel`
      const canceled = ok(await api.admin.post<{ consultation: AdminConsultation }>(path, { reason: "Nila is ill." }))
      expect(canceled.consultation).toMatchObject({
        status: "canceled",
        canceled_by: "staff",
        cancel_reason: "Nila is ill.",
      })
      expect((await mailsTo(booking.email)).map(({ text }) => text.includes("Nila is ill."))).toEqual([false, true])
    })

    it("a provider changes their weekly hours, which are offered at once", async () => {
      setClock(new Date("2027-02-01T00:00:00.000Z"))
      const { service, provider } = await offered({ minutes: 60 })
      const me = await api
        .provider(provider.token)
        .post<{ provider: { working_hours: unknown; time_zone: string } }>("/provider/me", {
          time_zone: "Europe/Berlin",
          working_hours: { wed: [["10:00", "12:00"]] },
        })
      expect(ok(me).provider).toMatchObject({
        time_zone: "Europe/Berlin",
        working_hours: { wed: [["10:00", "12:00"]] },
      })
      expect(starts(await slotsOf(service.handle, "time_zone=UTC&from=2027-02-01&to=2027-02-07"))).toEqual([
        "2027-02-03T09:00:00.000Z",
        "2027-02-03T10:00:00.000Z",
      ])
      const wrong = await api
        .provider(provider.token)
        .post<One>("/provider/me", { working_hours: { wed: [["12:00", "10:00"]] } })
      expect(wrong.status).toBe(400)
    })

    it("settings have defaults, are validated, and belong to products that exist", async () => {
      const service = await makeService(shop.container())
      const path = `/admin/consultation-settings/${service.productId}`
      expect(ok(await api.admin.get(path))).toMatchObject({
        consultation_settings: { offered: false, minutes: 30, notice_hours: 4, horizon_days: 30, updated_at: null },
      })
      expect(await api.admin.post(path, { offered: true, minutes: 5 })).toMatchObject({
        status: 400,
        body: { details: { minutes: expect.any(String) } },
      })
      expect((await api.admin.get("/admin/consultation-settings/prod_none")).status).toBe(404)
      expect((await api.admin.post("/admin/consultation-settings/prod_none", { offered: true })).status).toBe(404)
    })
  })

  it("the buffer after a consultation stays free", async () => {
    setClock(new Date("2027-02-01T00:00:00.000Z"))
    const { service } = await offered({ minutes: 30, buffer_minutes: 15 })
    const day = "time_zone=Asia/Kolkata&from=2027-02-02&to=2027-02-02"
    const [first, second] = starts(await slotsOf(service.handle, day))
    ok(await hold(service.handle, second))
    const left = starts(await slotsOf(service.handle, day))
    expect(left).not.toContain(first)
    expect(left[0]).toBe(new Date(Date.parse(second ?? "") + HOUR * 1000).toISOString())
  })
})
