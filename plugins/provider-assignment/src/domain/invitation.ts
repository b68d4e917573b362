import { createHash, randomBytes } from "crypto"

/** How long the link of an invitation works. */
export const INVITATION_DAYS = 7

/** A random secret of 256 bits, as text for a link. */
export const newInvitationToken = (): string => randomBytes(32).toString("base64url")

/** The stored form of a token, with which no one can sign in. */
export const hashOfToken = (token: string): string => createHash("sha256").update(token).digest("hex")
