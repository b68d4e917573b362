import "../contributions"
import "../work"

import { mailTemplates } from "../extension-points"
import { defineMailTemplate, type MailContent, type MailTemplate } from "../mail"

export * from "../mail"
export * from "../use-cases"
export { requestMailStep } from "./steps/request-mail"

/** Until every plugin adds to the extension point itself. */
export const registerMailTemplate = <P extends object>(content: MailContent<P>): MailTemplate<P> => {
  const template = defineMailTemplate(content)
  mailTemplates.add(template.name.split(".")[0] ?? "", template)
  return template
}
