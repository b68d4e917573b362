import { createRegistry } from "@atrium/kernel"
import type { ComponentType, ReactElement } from "react"
import type { z } from "zod"

import type { MailToRequest } from "../contracts"

/**
 * A mail that a plugin brings: `subject` and `Body` get the checked props, `Body` wraps itself in `Layout`.
 * Both must say the same for the same props: a retry sends the same mail.
 */
export type MailTemplate<P extends object> = {
  /** `<context>.<what>`, e.g. `service-provisioning.order-confirmation`. */
  readonly name: string
  readonly props: z.ZodType<P>
  readonly subject: (props: P, locale: string) => string
  readonly Body: ComponentType<P & { locale: string }>
  /** The mail lets its reader in (a link with a token): its props are forgotten once it is sent. */
  readonly secret?: true
}

/** Subject and body of one mail, props checked. */
export type PreparedMail = { readonly subject: string; readonly body: ReactElement }

type KnownTemplate = {
  readonly secret: boolean
  /** @throws ZodError on wrong props */
  prepare(props: unknown, locale: string): PreparedMail
}

const templates = createRegistry<KnownTemplate>("notifications.templates")

/**
 * Makes a template known under its name; call it at import time from `src/workflows`.
 * @returns the template, for `mailOf`
 */
export const registerMailTemplate = <P extends object>(template: MailTemplate<P>): MailTemplate<P> => {
  const { Body } = template
  templates.register(template.name, {
    secret: template.secret === true,
    prepare: (props, locale) => {
      const checked = template.props.parse(props)
      return { subject: template.subject(checked, locale), body: <Body {...checked} locale={locale} /> }
    },
  })
  return template
}

/** A request for a mail with this template, its props checked by the compiler. */
export const mailOf = <P extends object>(
  template: MailTemplate<P>,
  mail: { event: string; to: string; props: P; locale?: string; requestId?: string }
): MailToRequest => ({ ...mail, template: template.name })

/** Undefined when no plugin brought a template of this name. */
export const findMailTemplate = (name: string): KnownTemplate | undefined => templates.get(name)
