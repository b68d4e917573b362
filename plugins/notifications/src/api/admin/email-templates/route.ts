import { handle } from "@atrium/server"

import { routes } from "../../../contracts"
import { listEmailTemplates } from "../../../use-cases"

export const GET = handle(routes, "GET /admin/email-templates", async ({ scope }) => ({
  email_templates: await listEmailTemplates(scope),
}))
