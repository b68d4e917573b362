import { handle } from "@atrium/server"

import { routes } from "../../../../../contracts"
import { cancelWorkItem } from "../../../../../use-cases"

export const POST = handle(routes, "POST /admin/work-items/:id/cancel", async ({ scope, params }) => ({
  work_item: await cancelWorkItem(scope, params.id),
}))
