import { createHash, randomBytes } from "crypto"

/** A random secret of 256 bits, as text for a link. */
export const newSecret = (): string => randomBytes(32).toString("base64url")

/** The stored form of a secret or token, with which no one can sign in. */
export const hashOf = (secret: string): string => createHash("sha256").update(secret).digest("hex")
