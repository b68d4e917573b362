import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from "crypto"

const keyOf = (secret: string) => Buffer.from(hkdfSync("sha256", secret, "", "atrium.staff-invitation", 32))

/** Encrypts a password that passes through the browser of the user who entered it (AES-256-GCM). */
export const sealPassword = (password: string, secret: string): string => {
  const iv = randomBytes(12)
  const cipher = createCipheriv("aes-256-gcm", keyOf(secret), iv)
  return Buffer.concat([iv, cipher.update(password, "utf8"), cipher.final(), cipher.getAuthTag()]).toString("base64url")
}

/** Undefined for anything that `sealPassword` did not encrypt with this secret. */
export const openPassword = (sealed: string, secret: string): string | undefined => {
  const bytes = Buffer.from(sealed, "base64url")
  if (bytes.length < 29) return undefined
  const decipher = createDecipheriv("aes-256-gcm", keyOf(secret), bytes.subarray(0, 12))
  decipher.setAuthTag(bytes.subarray(-16))
  try {
    return Buffer.concat([decipher.update(bytes.subarray(12, -16)), decipher.final()]).toString("utf8")
  } catch {
    return undefined
  }
}
