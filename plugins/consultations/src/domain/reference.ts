import { randomInt } from "node:crypto"

// Without letters and digits that are mistaken for each other.
const ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"

/** A short name of a consultation for emails and phone calls, `CN-7K4QX2MB`. It opens nothing. */
export const newReference = (): string =>
  `CN-${Array.from({ length: 8 }, () => ALPHABET[randomInt(ALPHABET.length)] ?? "").join("")}`
