import { mailOf } from "@atrium/notifications/mail"
import { env } from "@atrium/server"

import { emailChangeLink } from "./email-change-link"
import { emailChangeNotice } from "./email-change-notice"

/** The token is in the fragment, which browsers do not send, so that no log contains it. */
const page = (path: string, token: string): string =>
  `${env().ATRIUM_STOREFRONT_URL.replace(/\/$/, "")}${path}#${new URLSearchParams({ token }).toString()}`

/** What the emails of one change are unique by: the start of the hash of its stop token. */
export const emailChangeEvent = (request: string): string => `identity.email-change:${request}`

export const emailChangeLinkMail = (facts: { email: string; request: string; token: string; hours: number }) =>
  mailOf(emailChangeLink, {
    event: emailChangeEvent(facts.request),
    to: facts.email,
    props: { link: page("/account/email/confirm", facts.token), hours: facts.hours },
  })

export const emailChangeNoticeMail = (facts: { email: string; request: string; token: string }) =>
  mailOf(emailChangeNotice, {
    event: emailChangeEvent(facts.request),
    to: facts.email,
    props: { link: page("/email-change/stop", facts.token) },
  })
