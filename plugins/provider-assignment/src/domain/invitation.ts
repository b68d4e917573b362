import { createHash, randomBytes } from "crypto"

/** A secret nobody can guess: 256 bits, as text that stands in a link. */
export const newInvitationToken = (): string => randomBytes(32).toString("base64url")

/** What is kept of it: whoever reads the table cannot sign in with it. */
export const hashOfToken = (token: string): string => createHash("sha256").update(token).digest("hex")
