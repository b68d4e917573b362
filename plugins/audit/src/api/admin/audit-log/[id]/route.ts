import { handle, knexOf } from "@atrium/server"

import { routes } from "../../../../contracts"
import { readEntry } from "../../../../use-cases"

export const GET = handle(routes, "GET /admin/audit-log/:id", async ({ params, scope }) => ({
  audit_entry: await readEntry(knexOf(scope), params.id),
}))
