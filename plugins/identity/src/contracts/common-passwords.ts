// Apart from the other contracts: it brings a long list of words, which no page may load.
import { isCommonPassword } from "../domain/common-password"

/**
 * The sentence for a password that attackers try first; undefined for any other.
 * @param own the account's address and name, which make bad passwords for it
 */
export const commonPasswordError = (password: string, own: readonly string[] = []): string | undefined => {
  const names = own.flatMap((name) => [name, name.split("@")[0] ?? ""])
  return isCommonPassword(password, [...names, "atrium"])
    ? "This password is too easy to guess. Choose one that is less common."
    : undefined
}
