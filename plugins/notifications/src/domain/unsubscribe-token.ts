import { createCipheriv, createDecipheriv, createHmac, hkdfSync } from "node:crypto"

/** Which emails to which address a link turns off. */
export type Unsubscription = { readonly email: string; readonly category: string }

const keyOf = (secret: string, use: string): Buffer =>
  Buffer.from(hkdfSync("sha256", secret, "", `atrium unsubscribe ${use}`, 32))

const NONCE_BYTES = 12
const TAG_BYTES = 16
const MAX_LENGTH = 1000

/**
 * The token of an unsubscribe link. It is sealed, because URLs end up in logs, and works as long as the secret does: readers
 * unsubscribe from emails of any age. The same input has the same token, so that a retry sends the same email.
 */
export const unsubscribeToken = (secret: string, { email, category }: Unsubscription): string => {
  const text = JSON.stringify([category, email])
  const nonce = createHmac("sha256", keyOf(secret, "nonce")).update(text).digest().subarray(0, NONCE_BYTES)
  const cipher = createCipheriv("aes-256-gcm", keyOf(secret, "seal"), nonce)
  const sealed = Buffer.concat([cipher.update(text, "utf8"), cipher.final()])
  return Buffer.concat([nonce, sealed, cipher.getAuthTag()]).toString("base64url")
}

const isPair = (value: unknown): value is [string, string] =>
  Array.isArray(value) && value.length === 2 && value.every((part) => typeof part === "string")

/** What a token turns off; undefined for one that was not made with this secret. */
export const openUnsubscribeToken = (secret: string, token: string): Unsubscription | undefined => {
  const bytes = Buffer.from(token.slice(0, MAX_LENGTH), "base64url")
  if (bytes.length <= NONCE_BYTES + TAG_BYTES) return undefined
  try {
    const decipher = createDecipheriv("aes-256-gcm", keyOf(secret, "seal"), bytes.subarray(0, NONCE_BYTES), {
      authTagLength: TAG_BYTES,
    })
    decipher.setAuthTag(bytes.subarray(-TAG_BYTES))
    const sealed = bytes.subarray(NONCE_BYTES, -TAG_BYTES)
    const opened: unknown = JSON.parse(Buffer.concat([decipher.update(sealed), decipher.final()]).toString("utf8"))
    return isPair(opened) ? { category: opened[0], email: opened[1] } : undefined
  } catch {
    return undefined
  }
}
