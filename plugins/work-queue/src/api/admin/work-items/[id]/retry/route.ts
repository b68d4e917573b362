import { handle } from "@atrium/server"

import { routes } from "../../../../../contracts"
import { retryWorkItem } from "../../../../../use-cases"

export const POST = handle(routes, "POST /admin/work-items/:id/retry", async ({ scope, params }) => ({
  work_item: await retryWorkItem(scope, params.id),
}))
