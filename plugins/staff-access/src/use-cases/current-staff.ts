import { commonErrors } from "@atrium/kernel"

import type { Staff } from "./staff-of-request"

const staffByRequest = new WeakMap<object, Staff>()

export const setCurrentStaff = (req: object, staff: Staff): void => void staffByRequest.set(req, staff)

/** The staff member or API key that makes this request. Set on every route of /admin except the public ones. */
export const currentStaff = (req: object): Staff => {
  const staff = staffByRequest.get(req)
  if (!staff) throw commonErrors.fail("unauthorized")
  return staff
}
