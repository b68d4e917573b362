import { randomBytes } from "node:crypto"

/** A purchase's id is its own credential: 192 random bits, so that nobody guesses one. */
export const newPurchaseId = (): string => `pur_${randomBytes(24).toString("base64url")}`
