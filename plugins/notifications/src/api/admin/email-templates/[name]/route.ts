import { handle } from "@atrium/server"

import { routes } from "../../../../contracts"
import { previewEmail } from "../../../../use-cases"

export const GET = handle(routes, "GET /admin/email-templates/:name", async ({ scope, params }) => ({
  email_template: await previewEmail(scope, params.name),
}))
