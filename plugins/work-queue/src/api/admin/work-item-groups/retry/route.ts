import { handle } from "@atrium/server"

import { routes } from "../../../../contracts"
import { retryWorkItemGroup } from "../../../../use-cases"

export const POST = handle(routes, "POST /admin/work-item-groups/retry", async ({ scope, body }) => ({
  retried: await retryWorkItemGroup(scope, body),
}))
