import { advanceClock, resetClock, setClock } from "@atrium/kernel"
import { ok, withRateLimitFactor, withShop } from "@atrium/test-kit"

import { consultationDriver, HOUR, OFFICE } from "./consultation-driver"

jest.setTimeout(180_000)

withShop((shop) => {
  afterEach(resetClock)
  const { api } = shop
  const { booked, cancel, confirm, hold, newVisitor, offered, read, slotsOf, starts } = consultationDriver(shop)

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
