import type { AdminConsultation, PortalConsultation } from "@atrium/consultations/contracts"
import { resetClock, setClock } from "@atrium/kernel"
import { ok, withShop } from "@atrium/test-kit"

import { makeService } from "../catalogue/make-service"
import { consultationDriver, type One, type Provider } from "./consultation-driver"

jest.setTimeout(180_000)

withShop((shop) => {
  afterEach(resetClock)
  const { api } = shop
  const { asStaff, booked, cancel, hold, mailsTo, offered, slotsOf, starts } = consultationDriver(shop)

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

    it("a provider cancels their own consultation with a reason, which the visitor reads, once", async () => {
      const { service, provider } = await offered()
      const other = await offered()
      const booking = await booked(service.handle)
      const path = `/provider/consultations/${booking.id}/cancel`
      const body = { reason: "I'm in court that day." }
      expect((await api.provider(other.provider.token).post(path, body)).status).toBe(404)
      expect((await api.store.post(path, body)).status).toBe(401)
      const own = api.provider(provider.token)
      expect(await own.post(path, { reason: " " })).toMatchObject({
        status: 400,
        body: { details: { reason: "Tell the visitor why" } },
      })
      expect(await asStaff(booking.id)).toMatchObject({ status: "booked" })
      const answers = await Promise.all([own.post(path, body), own.post(path, body), own.post(path, body)])
      expect(answers.map(({ status }) => status)).toEqual([200, 200, 200])
      expect(await asStaff(booking.id)).toMatchObject({
        status: "canceled",
        canceled_by: "provider",
        cancel_reason: "I'm in court that day.",
      })
      const mails = (await mailsTo(booking.email)).filter(({ subject }) => subject.startsWith("Consultation canceled"))
      expect(mails.map(({ text }) => text.includes("I'm in court that day."))).toEqual([true])
      expect(mails[0]?.text).toContain("we had to cancel")
      // A held time is not a consultation yet, and one that has started can't be canceled.
      const held = ok(await hold(service.handle, starts(await slotsOf(service.handle))[0]))
      expect((await own.post(`/provider/consultations/${held.consultation.id}/cancel`, body)).status).toBe(404)
      const late = await booked(service.handle)
      setClock(new Date(late.starts_at))
      expect(await own.post(`/provider/consultations/${late.id}/cancel`, body)).toMatchObject({
        status: 409,
        body: { code: "consultation_closed" },
      })
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
})
