import { commonErrors } from "@atrium/kernel"
import type { MedusaContainer } from "@medusajs/framework/types"

import type { EmailPreviewOut, EmailTemplateOut, MailBrand } from "../contracts"
import { mailCategories, mailTemplates } from "../extension-points"
import type { AnyMailTemplate } from "../mail/mail-template"
import { composeMail } from "./compose-mail"
import { currentBrand } from "./current-brand"

const LOCALE = "en"
/** An address that no one has (RFC 2606), so that the link to unsubscribe turns nothing off. */
const READER = "reader@example.com"

const toTemplate = (template: AnyMailTemplate, brand: MailBrand | undefined): EmailTemplateOut => ({
  name: template.name,
  subject: template.prepare(template.example, LOCALE, brand).subject,
  category: template.category ? (mailCategories.get(template.category)?.label ?? null) : null,
})

/** Every email that the shop sends, by name. */
export const listEmailTemplates = async (container: MedusaContainer): Promise<EmailTemplateOut[]> => {
  const brand = await currentBrand(container)
  return mailTemplates
    .all()
    .map((template) => toTemplate(template, brand))
    .sort((a, b) => a.name.localeCompare(b.name))
}

/**
 * How an email looks, from its example and in the shop's brand. Nothing is sent.
 * @throws not_found on an unknown name
 */
export const previewEmail = async (container: MedusaContainer, name: string): Promise<EmailPreviewOut> => {
  const template = mailTemplates.get(name)
  if (!template) throw commonErrors.fail("not_found")
  const brand = await currentBrand(container)
  const mail = { template: name, locale: LOCALE, props: template.example, recipient: READER }
  const { html, text } = await composeMail(mail, brand)
  return { ...toTemplate(template, brand), html, text }
}
