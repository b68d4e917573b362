import { randomUUID } from "node:crypto"

import { buy, type Mail, type Shop } from "@atrium/test-kit"

export const PASSWORD = "three quiet words"

const ALL_WEEK = Object.fromEntries(
  ["mon", "tue", "wed", "thu", "fri", "sat", "sun"].map((day) => [day, [["00:00", "24:00"]]])
)

/** Runs scheduled work until an email to this address with this text in its subject has arrived. */
export const mailTo = async (shop: Shop, to: string, subject: RegExp): Promise<Mail> => {
  for (let look = 0; look < 50; look++) {
    await shop.drainWork()
    const mail = shop
      .mailbox()
      .mails()
      .filter((one) => one.to === to && subject.test(one.subject))
      .at(-1)
    if (mail) return mail
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  throw new Error(`No email to ${to} arrived`)
}

/** The part after # of an email's first link. */
export const linkOf = (mail: Mail): { link: URL; token: string; email: string } => {
  const link = new URL(/https?:\/\/\S+/.exec(mail.text)?.[0] ?? "")
  const facts = new URLSearchParams(link.hash.slice(1))
  return { link, token: facts.get("token") ?? "", email: facts.get("email") ?? "" }
}

/** Staff add a provider, who is invited by email. Works around the clock, so that tests don't depend on the time. */
export const invitedProvider = async (
  shop: Shop,
  { email = `provider-${randomUUID()}@example.com`, ...change }: { email?: string; [field: string]: unknown } = {}
) => {
  const answer = await shop.api.admin.post<{ provider: { id: string } }>("/admin/providers", {
    name: "Nila Sen",
    email,
    phone: "+919876500002",
    skills: [],
    time_zone: "Asia/Kolkata",
    working_hours: ALL_WEEK,
    capacity_hours_per_week: 168,
    ...change,
  })
  if (answer.status !== 201) throw new Error(`The provider was refused: ${JSON.stringify(answer.body)}`)
  const { token } = linkOf(await mailTo(shop, email, /invited/))
  return { id: answer.body.provider.id, email, invitation: token }
}

export const accept = (shop: Shop, token: string, password = PASSWORD) =>
  shop.api.provider().post<{ provider: { email: string } }>("/provider/invitations/accept", { token, password })

/** A provider who has accepted the invitation, with a bearer token. */
export const activeProvider = async (shop: Shop, change: Parameters<typeof invitedProvider>[1] = {}) => {
  const { id, email, invitation } = await invitedProvider(shop, change)
  const accepted = await accept(shop, invitation)
  if (accepted.status !== 200) throw new Error(`The invitation was refused: ${JSON.stringify(accepted.body)}`)
  return { id, email, token: await shop.signIn("provider", email, PASSWORD) }
}

type Request = { id: string; updated_at: string }

/** A customer buys, and staff assign the request to this provider. */
export const requestOf = async (
  shop: Shop,
  providerId: string
): Promise<{ id: string; reference: string; buyer: string }> => {
  const buyer = `buyer-${randomUUID()}@example.com`
  const { reference } = await buy(shop.api, { email: buyer })
  const list = await shop.api.admin.get<{ service_requests: Request[] }>(`/admin/service-requests?q=${reference}`)
  const id = list.body.service_requests[0]?.id ?? ""
  await shop.drainWork()
  await give(shop, id, providerId)
  return { id, reference, buyer }
}

export const give = async (shop: Shop, id: string, providerId: string | null): Promise<void> => {
  const given = await shop.api.admin.post(`/admin/service-requests/${id}/assignment`, {
    provider_id: providerId,
    reason: "As asked",
  })
  if (given.status !== 200) throw new Error(`The request could not be assigned: ${JSON.stringify(given.body)}`)
}
