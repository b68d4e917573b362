import type { ComponentType, ReactElement } from "react"
import type { z } from "zod"

import type { MailToRequest } from "../contracts"

/**
 * What an email says: `subject` and `Body` get the checked props, `Body` wraps itself in `Layout`. Both must say the same
 * for the same props, because a retry sends the same email.
 */
export type MailContent<P extends object> = {
  /** `<context>.<what>`, e.g. `service-provisioning.order-confirmation`. */
  readonly name: string
  readonly props: z.ZodType<P>
  readonly subject: (props: P, locale: string) => string
  readonly Body: ComponentType<P & { locale: string }>
  /** The email lets its reader in (a link with a token): its props are forgotten once it is sent. */
  readonly secret?: true
}

/** Subject and body of one email, props checked. */
export type PreparedMail = { readonly subject: string; readonly body: ReactElement }

/** An entry of the extension point `mailTemplates`. */
export type AnyMailTemplate = {
  readonly name: string
  readonly secret: boolean
  /** @throws ZodError on wrong props */
  prepare(props: unknown, locale: string): PreparedMail
}

/** A template whose props are known to the compiler. */
export type MailTemplate<P extends object> = Omit<MailContent<P>, "secret"> & AnyMailTemplate

/** Makes a template of what it says. Add it to `mailTemplates`; ask for an email with `mailOf`. */
export const defineMailTemplate = <P extends object>(content: MailContent<P>): MailTemplate<P> => {
  const { props, subject, Body, secret = false } = content
  return {
    ...content,
    secret,
    prepare: (given, locale) => {
      const checked = props.parse(given)
      return { subject: subject(checked, locale), body: <Body {...checked} locale={locale} /> }
    },
  }
}

/** A request for an email with this template, its props checked by the compiler. */
export const mailOf = <P extends object>(
  template: MailTemplate<P>,
  mail: { event: string; to: string; props: P; locale?: string; requestId?: string; channel?: string }
): MailToRequest => ({ ...mail, template: template.name })
