import { WorkFailure } from "@atrium/work-queue/extension-points"
import { ZodError } from "zod"

import type { MailBrand } from "../contracts"
import { isHeaderText } from "../domain/mail-address"
import { mailTemplates } from "../extension-points"
import { renderMail } from "../mail/render-mail"

export type ComposedMail = {
  readonly subject: string
  readonly html: string
  readonly text: string
  /** The email contains a secret, so its props must be removed once it is sent. */
  readonly secret: boolean
}

/** A failure that a retry cannot fix: the item is dead at once, and staff can retry it after a fix. */
export const permanentFailure = (message: string, cause?: unknown) =>
  new WorkFailure(message, { permanent: true, cause })

// Only the names of fields: their values are personal.
const wrongFields = (error: unknown): string =>
  error instanceof ZodError
    ? `invalid props ${[...new Set(error.issues.map((issue) => issue.path.map(String).join(".") || "props"))].join(", ")}`
    : "it could not be rendered"

/**
 * Subject, HTML and text of a message, in the shop's brand.
 * @throws WorkFailure (permanent) on an unknown template, wrong props, or a subject that cannot be a header
 */
export const composeMail = async (
  message: {
    template: string
    locale: string
    props: unknown
  },
  brand?: MailBrand
): Promise<ComposedMail> => {
  const template = mailTemplates.get(message.template)
  if (!template) throw permanentFailure(`There is no email template named ${message.template}`)
  let composed: { subject: string; html: string; text: string }
  try {
    const { subject, body } = template.prepare(message.props, message.locale, brand)
    composed = { subject, ...(await renderMail(body, brand)) }
  } catch (error) {
    throw permanentFailure(`The template ${message.template} failed: ${wrongFields(error)}`, error)
  }
  if (!isHeaderText(composed.subject))
    throw permanentFailure(`The subject of ${message.template} is empty or contains control characters`)
  return { ...composed, secret: template.secret }
}
