import type { ComponentType, ReactElement } from "react"
import type { z } from "zod"

import type { MailBrand, MailToRequest } from "../contracts"
import { DEFAULT_BRAND } from "./brand"

/**
 * Content of an email: `subject` and `Body` receive the validated props; `Body` must use `Layout`. Both must depend only on
 * the props and the shop's brand, because a retry sends the same email.
 */
export type MailContent<P extends object> = {
  /** `<context>.<what>`, e.g. `service-provisioning.order-confirmation`. */
  readonly name: string
  readonly props: z.ZodType<P>
  readonly subject: (props: P, locale: string, brand: MailBrand) => string
  readonly Body: ComponentType<P & { locale: string }>
  /** A key of `mailCategories`: the reader can turn these emails off. Without one the email is necessary. */
  readonly category?: string
  /** Props to look at the email with, in tests and previews. Never sent. */
  readonly example: NoInfer<P>
  /** The email contains a secret (a link with a token): its props are removed once it is sent. */
  readonly secret?: true
}

/** Subject and body of one email, from validated props. */
export type PreparedMail = { readonly subject: string; readonly body: ReactElement }

/** An entry of the extension point `mailTemplates`. */
export type AnyMailTemplate = {
  readonly name: string
  readonly secret: boolean
  readonly category?: string | undefined
  readonly example: unknown
  /** @throws ZodError on wrong props */
  prepare(props: unknown, locale: string, brand?: MailBrand): PreparedMail
}

/** A template with typed props. */
export type MailTemplate<P extends object> = Omit<MailContent<P>, "secret"> & AnyMailTemplate

/** Creates a template. Add it to `mailTemplates`; request an email with `mailOf`. */
export const defineMailTemplate = <P extends object>(content: MailContent<P>): MailTemplate<P> => {
  const { props, subject, Body, secret = false } = content
  return {
    ...content,
    secret,
    prepare: (given, locale, brand = DEFAULT_BRAND) => {
      const checked = props.parse(given)
      return { subject: subject(checked, locale, brand), body: <Body {...checked} locale={locale} /> }
    },
  }
}

/** A request for an email with this template and typed props. */
export const mailOf = <P extends object>(
  template: MailTemplate<P>,
  mail: { event: string; to: string; props: P; locale?: string; requestId?: string; channel?: string }
): MailToRequest => ({ ...mail, template: template.name })
