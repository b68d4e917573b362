import { createHash } from "node:crypto"

/**
 * The id of an event that the shop writes, always the same for the same cause, so that repeated work stores it once. A
 * UUID of version 8, made from a hash: the row does not contain the order's id.
 */
export const shopEventId = (name: string, key: string): string => {
  const hex = createHash("sha256").update(`${name}:${key}`).digest("hex")
  const variant = "89ab"[parseInt(hex.charAt(16), 16) % 4]
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}
