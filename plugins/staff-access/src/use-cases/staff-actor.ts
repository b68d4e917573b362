import { actors } from "@atrium/identity/extension-points"

import { staffErrors } from "../contracts/errors"

/** Staff accounts. A suspended staff member gets `staff_suspended` on every request, with any token or session. */
actors.add(
  "staff-access",
  {
    type: "user",
    table: `"user"`,
    active:
      "NOT EXISTS (SELECT FROM staff_member member WHERE member.user_id = actor.id AND member.status = 'suspended')",
    refusal: () => staffErrors.fail("staff_suspended"),
  },
  { replaces: "identity" }
)
