import { commonErrors } from "@atrium/kernel"

import { isCommonPassword } from "../domain/common-password"

/**
 * @param own the account's address and name, which make bad passwords for it
 * @throws invalid_input naming `password`
 */
export const refuseCommonPassword = (password: string, own: readonly string[] = []): void => {
  const names = own.flatMap((name) => [name, name.split("@")[0] ?? ""])
  if (!isCommonPassword(password, [...names, "atrium"])) return
  throw commonErrors.fail("invalid_input", {
    details: { password: "This password is too easy to guess. Choose one that is less common." },
  })
}
