import { mailOf } from "@atrium/notifications/mail"
import { env } from "@atrium/server"

import { accountExists } from "./account-exists"
import { registrationLink } from "./registration-link"
import { welcome } from "./welcome"

const storefront = (path: string): string => env().ATRIUM_STOREFRONT_URL.replace(/\/$/, "") + path

/** The token is in the fragment, which browsers do not send, so that no log contains it. */
export const registrationMail = (facts: { email: string; request: string; token: string; hours: number }) =>
  mailOf(registrationLink, {
    event: `identity.registration:${facts.request}`,
    to: facts.email,
    props: {
      link: storefront(
        `/register/complete#${new URLSearchParams({ token: facts.token, email: facts.email }).toString()}`
      ),
      hours: facts.hours,
    },
  })

export const accountExistsMail = (facts: { email: string; request: string }) =>
  mailOf(accountExists, {
    event: `identity.registration:${facts.request}`,
    to: facts.email,
    props: { sign_in: storefront("/sign-in"), new_password: storefront("/forgot-password") },
  })

/** One for each account, however often it is requested. */
export const welcomeMail = (account: { customer_id: string; email: string }) =>
  mailOf(welcome, {
    event: `identity.welcome:${account.customer_id}`,
    to: account.email,
    props: { account: storefront("/account") },
  })
