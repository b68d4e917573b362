import type { MedusaNextFunction, MedusaRequest, MedusaResponse } from "@medusajs/framework/http"

import { currentContext } from "@atrium/server"
import { staffErrors } from "../contracts/errors"
import { permissionsOfFields } from "../domain/nested-fields"
import { authorizeStaffRequest, type AdminRequest } from "../use-cases/authorize-staff-request"
import { setCurrentStaff } from "../use-cases/current-staff"

type Authenticated = MedusaRequest & { auth_context?: NonNullable<AdminRequest["auth"]> }

// Notifications contain sent emails, including password reset links. Admin's bell needs only the feed, and polls every
// minute without the parameter.
const limitToFeed = (req: MedusaRequest, path: string): void => {
  if (path.replace(/\/$/, "") !== "/admin/notifications") return
  req.query.channel ??= "feed"
  if (req.query.channel !== "feed")
    throw staffErrors.fail("permission_required", { details: { channel: "Only channel=feed can be listed" } })
}

/** Authorizes every request to /admin: first after Medusa's authentication, before any route. */
export const authorizeStaff = async (
  req: Authenticated,
  _res: MedusaResponse,
  next: MedusaNextFunction
): Promise<void> => {
  try {
    const path = `${req.baseUrl}${req.path}`
    const staff = await authorizeStaffRequest(req.scope, { method: req.method, path, auth: req.auth_context })
    if (staff) {
      setCurrentStaff(req, staff)
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
