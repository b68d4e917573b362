import { commonErrors } from "@atrium/kernel"

import type { Staff } from "./staff-of-request"

const admitted = new WeakMap<object, Staff>()

export const rememberStaff = (req: object, staff: Staff): void => void admitted.set(req, staff)

/** Who makes this request. Every route of /admin but the public ones has one. */
export const admittedStaff = (req: object): Staff => {
  const staff = admitted.get(req)
  if (!staff) throw commonErrors.fail("unauthorized")
  return staff
}
