import { WorkFailure } from "@atrium/work-queue/workflows"
import { ZodError } from "zod"

import { isHeaderText, isMailAddress } from "../domain/mail-address"
import { findMailTemplate } from "../templates/mail-templates"
import { renderMail } from "../templates/render-mail"

export type ComposedMail = {
  readonly to: string
  readonly subject: string
  readonly html: string
  readonly text: string
  /** What the mail says must not be kept once it is sent. */
  readonly secret: boolean
}

/** Trying again would give the same: dead at once, for an operator to see and, once repaired, to retry. */
const hopeless = (message: string, cause?: unknown) => new WorkFailure(message, { permanent: true, cause })

// Names of fields only: their values are personal.
const whatIsWrong = (error: unknown): string =>
  error instanceof ZodError
    ? `its data is wrong at ${[...new Set(error.issues.map((issue) => issue.path.map(String).join(".") || "props"))].join(", ")}`
    : "it could not be rendered"

/**
 * Subject, HTML and text of a message.
 * @throws WorkFailure (permanent) on an unknown template, wrong props, or a mailbox or subject that cannot be a header
 */
export const composeMail = async (message: {
  recipient: string
  template: string
  locale: string
  props: unknown
}): Promise<ComposedMail> => {
  const template = findMailTemplate(message.template)
  if (!template) throw hopeless(`No mail template is called ${message.template}`)
  if (!isMailAddress(message.recipient)) throw hopeless("The mailbox is not a valid address")
  let composed: { subject: string; html: string; text: string }
  try {
    const { subject, body } = template.prepare(message.props, message.locale)
    composed = { subject, ...(await renderMail(body)) }
  } catch (error) {
    throw hopeless(`The template ${message.template} failed: ${whatIsWrong(error)}`, error)
  }
  if (!isHeaderText(composed.subject))
    throw hopeless(`The subject of ${message.template} is empty or has control characters`)
  return { ...composed, to: message.recipient, secret: template.secret }
}
