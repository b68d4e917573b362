import { commonErrors } from "@atrium/kernel"

import { commonPasswordError } from "../contracts/common-passwords"

/**
 * @param own the account's address and name, which make bad passwords for it
 * @throws invalid_input naming `password`
 */
export const refuseCommonPassword = (password: string, own: readonly string[] = []): void => {
  const message = commonPasswordError(password, own)
  if (message) throw commonErrors.fail("invalid_input", { details: { password: message } })
}
