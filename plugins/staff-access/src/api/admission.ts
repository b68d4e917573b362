import type { MedusaNextFunction, MedusaRequest, MedusaResponse } from "@medusajs/framework/http"

import { currentContext } from "@atrium/server"
import { staffErrors } from "../contracts/errors"
import { permissionsOfFields } from "../domain/nested-fields"
import { admitStaff, type AdminRequest } from "../use-cases/admit-staff"
import { rememberStaff } from "../use-cases/admitted-staff"

type Authenticated = MedusaRequest & { auth_context?: NonNullable<AdminRequest["auth"]> }

// Notifications hold what was sent to people, links that reset passwords too; Admin's bell needs the feed alone, and asks
// each minute without naming it.
const limitToFeed = (req: MedusaRequest, path: string): void => {
  if (path.replace(/\/$/, "") !== "/admin/notifications") return
  req.query.channel ??= "feed"
  if (req.query.channel !== "feed")
    throw staffErrors.fail("permission_required", { details: { channel: "Only channel=feed can be listed" } })
}

/** The door of /admin: first after Medusa's authentication, before anything a route does. */
export const adminDoor = async (req: Authenticated, _res: MedusaResponse, next: MedusaNextFunction): Promise<void> => {
  try {
    const path = `${req.baseUrl}${req.path}`
    const staff = await admitStaff(req.scope, { method: req.method, path, auth: req.auth_context })
    if (staff) {
      rememberStaff(req, staff)
      const context = currentContext()
      if (context) Object.assign(context, { actorType: staff.type, actorId: staff.id })
      limitToFeed(req, path)
      const missing = permissionsOfFields(req.query.fields).find((permission) => !staff.permissions.has(permission))
      if (missing) throw staffErrors.fail("permission_required", { details: { fields: missing } })
    }
    next()
  } catch (error) {
    next(error)
  }
}
