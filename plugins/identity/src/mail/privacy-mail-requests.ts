import { mailOf } from "@atrium/notifications/mail"
import { env } from "@atrium/server"

import type { PrivacyKind } from "../contracts"
import { privacyArchive } from "./privacy-archive"
import { privacyConfirmation } from "./privacy-confirmation"
import { privacyErased } from "./privacy-erased"
import { privacyRefused } from "./privacy-refused"

/** The token is in the fragment, which browsers do not send, so that no log contains it. */
const page = (path: string, token: string): string =>
  `${env().ATRIUM_STOREFRONT_URL.replace(/\/$/, "")}${path}#${new URLSearchParams({ token }).toString()}`

type Facts = { readonly id: string; readonly email: string }

export const confirmationMail = (facts: Facts & { kind: PrivacyKind; token: string; hours: number }) =>
  mailOf(privacyConfirmation, {
    event: `identity.privacy-asked:${facts.id}`,
    to: facts.email,
    props: {
      link: page(facts.kind === "export" ? "/privacy/export" : "/privacy/erase", facts.token),
      hours: facts.hours,
      kind: facts.kind,
    },
  })

export const archiveMail = (facts: Facts & { token: string; days: number }) =>
  mailOf(privacyArchive, {
    event: `identity.privacy-ready:${facts.id}`,
    to: facts.email,
    props: { link: page("/privacy/archive", facts.token), days: facts.days },
  })

/** What the email about a finished erasure is unique by. */
export const erasedEvent = (id: string): string => `identity.privacy-erased:${id}`

export const erasedMail = ({ id, email }: Facts) =>
  mailOf(privacyErased, { event: erasedEvent(id), to: email, props: {} })

export const erasureRefusedMail = ({ id, email, reasons }: Facts & { reasons: readonly string[] }) =>
  mailOf(privacyRefused, { event: `identity.privacy-refused:${id}`, to: email, props: { reasons: [...reasons] } })
