import { createHash, randomBytes } from "crypto"

/** How long the link of an invitation works. */
export const INVITATION_DAYS = 7

/** A secret that cannot be guessed: 256 bits, as text for a link. */
export const newInvitationToken = (): string => randomBytes(32).toString("base64url")

/** What is stored of it: reading the table does not let anyone sign in. */
export const hashOfToken = (token: string): string => createHash("sha256").update(token).digest("hex")
