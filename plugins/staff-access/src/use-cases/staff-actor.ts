import { actors } from "@atrium/identity/extension-points"

import { staffErrors } from "../contracts/errors"

/** Staff sign in; a suspended person gets that error on every request, whatever token or session they still have. */
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
