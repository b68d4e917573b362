import { mailOf } from "@atrium/notifications/mail"
import { env } from "@atrium/server"

import { passwordChanged } from "./password-changed"

const pageFor = (actorType: string): string => {
  const { ATRIUM_BACKEND_URL: backend, ATRIUM_STOREFRONT_URL: storefront } = env()
  if (actorType === "user") return `${backend.replace(/\/$/, "")}/app/reset-password`
  return `${storefront.replace(/\/$/, "")}${actorType === "provider" ? "/provider" : ""}/forgot-password`
}

/** @param facts.change identifies the change, so that each is emailed once */
export const passwordChangedMail = (facts: { email: string; actorType: string; change: string; changedAt: Date }) =>
  mailOf(passwordChanged, {
    event: `identity.password-changed:${facts.change}`,
    to: facts.email,
    props: { changed_at: facts.changedAt.toISOString(), new_password: pageFor(facts.actorType) },
  })
