// Separate from the other contracts, because it imports a long word list that browsers must not load.
import { isCommonPassword } from "../domain/common-password"

/**
 * The error for a common password; undefined for any other.
 * @param own the account's address and name, which must not be used as its password
 */
export const commonPasswordError = (password: string, own: readonly string[] = []): string | undefined => {
  const names = own.flatMap((name) => [name, name.split("@")[0] ?? ""])
  return isCommonPassword(password, [...names, "atrium"])
    ? "This password is too easy to guess. Choose one that is less common."
    : undefined
}
