import { createHash, randomBytes } from "crypto"

/** A secret no one can guess: 256 bits, as text for a link. */
export const newSecret = (): string => randomBytes(32).toString("base64url")

/** What is stored of a secret or a token: reading the table lets no one in. */
export const hashOf = (secret: string): string => createHash("sha256").update(secret).digest("hex")
