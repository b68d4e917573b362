import { dictionary } from "@zxcvbn-ts/language-common"

const COMMON: ReadonlySet<string> = new Set(dictionary.passwords)

const LOOKALIKES: Readonly<Record<string, string>> = {
  "0": "o",
  "1": "i",
  "3": "e",
  "4": "a",
  "5": "s",
  "7": "t",
  "@": "a",
  $: "s",
}
const plain = (password: string): string => password.replace(/[013457@$]/g, (sign) => LOOKALIKES[sign] ?? sign)

const isOneStep = (password: string): boolean => {
  const steps = [...password].map((sign, at) => sign.charCodeAt(0) - password.charCodeAt(Math.max(at - 1, 0))).slice(1)
  const [first = 0] = steps
  return Math.abs(first) <= 1 && steps.every((step) => step === first)
}

/**
 * Whether a password is easy to guess: on the list of common and breached passwords, also with lookalike characters or
 * with digits and symbols appended; a repeated or sequential character; or derived from the account's address or the
 * shop's name. NIST SP 800-63B recommends this check and advises against rules about character classes.
 */
export const isCommonPassword = (password: string, own: readonly string[] = []): boolean => {
  const lower = password.toLowerCase()
  const word = lower.replace(/[^a-z]+$/, "")
  const candidates = [lower, plain(lower), word, plain(word)].filter((candidate) => candidate.length >= 4)
  if (isOneStep(lower)) return true
  if (candidates.some((candidate) => COMMON.has(candidate))) return true
  const rest = own.map((name) => name.toLowerCase()).filter((name) => name.length >= 3)
  return rest.some(
    (name) => candidates.includes(name) || lower.replaceAll(/[^a-z]/g, "") === name.replaceAll(/[^a-z]/g, "")
  )
}
