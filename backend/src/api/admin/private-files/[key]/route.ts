import { pipeline } from "node:stream/promises"

import { auditActions } from "@atrium/audit/extension-points"
import { recordAudit } from "@atrium/audit/tx"
import { actorLabel } from "@atrium/audit/use-cases"
import { commonErrors } from "@atrium/kernel"
import { handle, knexOf } from "@atrium/server"
import { staffErrors } from "@atrium/staff-access/contracts"
import { currentStaff } from "@atrium/staff-access/use-cases"
import { Modules } from "@medusajs/framework/utils"

import { privateFileOf } from "../../../../config/private-files"
import { backendRoutes } from "../../../../config/routes"

auditActions.addAll("backend", [
  { name: "private_file.downloaded", sentence: "Downloaded a private file", category: "access" },
])

/** Downloads an export or import, for staff who may make one. Uses machine time, which is part of the file's name. */
export const GET = handle(
  backendRoutes,
  "GET /admin/private-files/:key",
  async ({ params: { key }, req, res, scope }) => {
    const file = privateFileOf(key, new Date())
    if (!file || file.expired) throw commonErrors.fail("not_found")
    const { type, id, permissions } = currentStaff(req)
    if (!permissions.has(file.permission))
      throw staffErrors.fail("permission_required", { details: { permission: file.permission } })
    const files = scope.resolve(Modules.FILE)
    // Throws `not_found` for a missing file.
    await files.retrieveFile(key)
    await recordAudit(knexOf(scope), {
      action: "private_file.downloaded",
      actor: { type, id, label: await actorLabel(scope, type, id) },
      target: { type: "private_file", id: null, label: file.name },
    })
    res.setHeader("content-type", "text/csv; charset=utf-8")
    res.setHeader("content-disposition", `attachment; filename="${file.name}"`)
    await pipeline(await files.getDownloadStream(key), res)
    return undefined
  }
)
