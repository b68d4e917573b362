import { commonErrors, type RouteSpec, safeText } from "@atrium/kernel"
import { z } from "zod"

const EmailTemplate = z.strictObject({
  /** `<context>.<what>`: "documents.receipt". */
  name: z.string(),
  /** Of the example. */
  subject: z.string(),
  /** What readers call emails of this kind, if they can turn them off; null for a necessary email. */
  category: z.string().nullable(),
})
export type EmailTemplateOut = z.infer<typeof EmailTemplate>

/** An email as its readers get it, made from the template's example in the shop's brand. */
const EmailPreview = EmailTemplate.extend({ html: z.string(), text: z.string() })
export type EmailPreviewOut = z.infer<typeof EmailPreview>

export const emailTemplateRoutes = {
  "GET /admin/email-templates": {
    actor: "staff",
    owner: null,
    summary: "The emails that the shop sends, by name",
    response: { 200: z.strictObject({ email_templates: z.array(EmailTemplate) }) },
    errors: [],
    rateLimit: "admin",
  },
  "GET /admin/email-templates/:name": {
    actor: "staff",
    owner: null,
    summary: "How an email looks: subject, HTML and text of its example",
    params: z.strictObject({ name: safeText({ min: 1, max: 100 }) }),
    response: { 200: z.strictObject({ email_template: EmailPreview }) },
    errors: commonErrors.codes("not_found"),
    rateLimit: "admin",
  },
} as const satisfies Record<string, RouteSpec>
