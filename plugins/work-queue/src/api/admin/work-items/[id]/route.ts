import { commonErrors } from "@atrium/kernel"
import { handle } from "@atrium/server"

import { routes } from "../../../../contracts"
import { findWorkItem } from "../../../../use-cases"

export const GET = handle(routes, "GET /admin/work-items/:id", async ({ scope, params }) => {
  const item = await findWorkItem(scope, params.id)
  if (!item) throw commonErrors.fail("not_found")
  return { work_item: item }
})
