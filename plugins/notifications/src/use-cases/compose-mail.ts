import { WorkFailure } from "@atrium/work-queue/extension-points"
import { createElement } from "react"
import { ZodError } from "zod"

import type { MailBrand } from "../contracts"
import { isHeaderText } from "../domain/mail-address"
import { mailTemplates } from "../extension-points"
import { AttachedFiles } from "../mail/attached-files"
import { renderMail } from "../mail/render-mail"
import { UnsubscribeLink } from "../mail/unsubscribe-link"
import { unsubscribeUrls } from "./unsubscribe-urls"

export type ComposedMail = {
  readonly subject: string
  readonly html: string
  readonly text: string
  /** The email contains a secret, so its props must be removed once it is sent. */
  readonly secret: boolean
  /** For a mail program's unsubscribe button; undefined for a necessary email. */
  readonly unsubscribeUrl?: string
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
 * Subject, HTML and text of a message, in the shop's brand. With a recipient, an email of a category has the links to
 * turn it off.
 * @throws WorkFailure (permanent) on an unknown template, wrong props, or a subject that cannot be a header
 */
export const composeMail = async (
  message: {
    template: string
    locale: string
    props: unknown
    recipient?: string
    /** Names of the files that are sent with it. */
    attached?: readonly string[]
  },
  brand?: MailBrand
): Promise<ComposedMail> => {
  const template = mailTemplates.get(message.template)
  if (!template) throw permanentFailure(`There is no email template named ${message.template}`)
  const urls =
    template.category && message.recipient
      ? unsubscribeUrls({ email: message.recipient, category: template.category })
      : undefined
  let composed: { subject: string; html: string; text: string }
  try {
    const { subject, body } = template.prepare(message.props, message.locale, brand)
    const withLink = createElement(UnsubscribeLink.Provider, { value: urls?.page ?? null }, body)
    const withFiles = createElement(AttachedFiles.Provider, { value: message.attached ?? [] }, withLink)
    composed = { subject, ...(await renderMail(withFiles, brand)) }
  } catch (error) {
    throw permanentFailure(`The template ${message.template} failed: ${wrongFields(error)}`, error)
  }
  if (!isHeaderText(composed.subject))
    throw permanentFailure(`The subject of ${message.template} is empty or contains control characters`)
  return { ...composed, secret: template.secret, ...(urls ? { unsubscribeUrl: urls.oneClick } : {}) }
}
