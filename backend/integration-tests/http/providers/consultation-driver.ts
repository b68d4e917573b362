import { randomUUID } from "node:crypto"

import type {
  AdminConsultation,
  ConsultationOut,
  ConsultationSettings,
  SlotsOut,
} from "@atrium/consultations/contracts"
import { type Mail, ok, type Shop } from "@atrium/test-kit"

import { makeService } from "../catalogue/make-service"
import { activeProvider } from "./make-provider"

export type One = { consultation: ConsultationOut; code?: string; details?: Record<string, string> }
type Held = One & { token: string }
export type Provider = Awaited<ReturnType<typeof activeProvider>>

/** Nine to five on every day of the week. */
export const OFFICE = Object.fromEntries(
  ["mon", "tue", "wed", "thu", "fri", "sat", "sun"].map((day) => [day, [["09:00", "17:00"]]])
)
export const HOUR = 3_600

/** What visitors do with consultations through the store's routes, and what they get by email. */
export const consultationDriver = (shop: Shop) => {
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

  return {
    asStaff,
    booked,
    calendarOf,
    cancel,
    confirm,
    hold,
    mailsTo,
    move,
    newVisitor,
    offered,
    read,
    slotsOf,
    starts,
  }
}
