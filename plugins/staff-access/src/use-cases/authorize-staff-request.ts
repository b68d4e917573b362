import { commonErrors } from "@atrium/kernel"
import { servedRouteTables } from "@atrium/server"
import type { MedusaContainer } from "@medusajs/framework/types"

import { staffErrors } from "../contracts/errors"
import { adminPermissions } from "../contracts/permissions"
import { type RouteMatcher, routeMatcher } from "../domain/match-route"
import { type Staff, type StaffAuth, staffOf } from "./staff-of-request"

let matcher: { tables: number; match: RouteMatcher } | undefined

const permissionFor: RouteMatcher = (method, path) => {
  const tables = servedRouteTables.all()
  if (matcher?.tables !== tables.length)
    matcher = { tables: tables.length, match: routeMatcher(adminPermissions(tables)) }
  return matcher.match(method, path)
}

export type AdminRequest = {
  readonly method: string
  readonly path: string
  readonly auth: (StaffAuth & { readonly mfa_challenge_completed_at?: unknown }) | undefined
}

/** Whether the request is for the caller's own profile, which Admin reads and writes on the route for users. */
const isOwnProfile = (request: AdminRequest, route: string): boolean =>
  route === "/admin/users/:id" &&
  (request.method === "GET" || request.method === "POST") &&
  request.auth?.actor_type === "user" &&
  request.path.split("/").filter(Boolean)[2] === request.auth.actor_id

const refuseByStatus = (staff: Staff, auth: NonNullable<AdminRequest["auth"]>, ownProfile: boolean): void => {
  if (staff.status === "suspended") throw staffErrors.fail("staff_suspended")
  if (staff.status === "gone") throw staffErrors.fail("key_inactive")
  if (staff.type !== "user") return
  if (staff.twoStep && !auth.mfa_challenge_completed_at) throw staffErrors.fail("two_step_challenge_required")
  if (staff.requireTwoStep && !staff.twoStep && !ownProfile) throw staffErrors.fail("two_step_required")
}

/**
 * Authorizes a request to /admin, or throws. Routes that are not in the permission table are refused to everyone. Returns
 * undefined for a public route.
 */
export const authorizeStaffRequest = async (
  container: MedusaContainer,
  request: AdminRequest
): Promise<Staff | undefined> => {
  const row = permissionFor(request.method, request.path)
  if (row?.permission === "public") return undefined
  const { auth } = request
  if (!auth?.actor_id) throw commonErrors.fail("unauthorized")
  const staff = await staffOf(container, auth)
  if (!staff) throw commonErrors.fail("unauthorized")
  const ownProfile = row !== undefined && (row.permission === "profile" || isOwnProfile(request, row.path))
  refuseByStatus(staff, auth, ownProfile)
  if (ownProfile) return staff
  if (!row || row.permission === "closed") throw staffErrors.fail("permission_required")
  if (!staff.permissions.has(row.permission))
    throw staffErrors.fail("permission_required", { details: { permission: row.permission } })
  return staff
}
