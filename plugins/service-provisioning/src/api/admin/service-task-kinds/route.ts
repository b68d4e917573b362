import { handle } from "@atrium/server"

import { routes } from "../../../contracts"
import { toTaskKind } from "../../../domain/task-kind"
import { taskKinds } from "../../../extension-points"

export const GET = handle(routes, "GET /admin/service-task-kinds", () => ({
  task_kinds: taskKinds
    .all()
    .filter((kind) => kind.offered !== false)
    .map(toTaskKind),
}))
