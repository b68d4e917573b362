import { resetClock, setClock } from "@atrium/kernel"
import { encryptedTables, openColumn } from "@atrium/server"
import { type Mail, ok, withShop } from "@atrium/test-kit"

import { consultationDriver, HOUR, type One } from "./consultation-driver"

jest.setTimeout(180_000)

withShop((shop) => {
  afterEach(resetClock)
  const { api } = shop
  const { booked, calendarOf, cancel, confirm, hold, mailsTo, move, newVisitor, offered, read, slotsOf, starts } =
    consultationDriver(shop)

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
        .raw<{ rows: { id: string; props: unknown }[] }>(
          "SELECT id, props FROM message WHERE recipient = ? AND template = 'consultations.booked'",
          [email]
        )
      const encrypted = encryptedTables.get("message")
      if (!encrypted) throw new Error("Emails are not encrypted")
      const contents = rows.map(({ id, props }) => openColumn(encrypted, { column: "props", id }, props))
      expect(JSON.stringify(contents)).not.toContain(held.token)
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
})
