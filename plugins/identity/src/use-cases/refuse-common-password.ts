import { commonErrors } from "@atrium/kernel"

import { commonPasswordError } from "../contracts/common-passwords"

/**
 * @param own the account's address and name, which must not be used as its password
 * @throws invalid_input for the field `password`
 */
export const refuseCommonPassword = (password: string, own: readonly string[] = []): void => {
  const message = commonPasswordError(password, own)
  if (message) throw commonErrors.fail("invalid_input", { details: { password: message } })
}
