import { randomBytes } from "node:crypto"

import { DATA_SYMBOLS, withCheckSymbols } from "../contracts/check-symbols"
import { formatReference } from "../contracts/reference-format"
import { type ReferenceKind, symbolOf } from "../contracts/reference-kinds"

/**
 * A new random reference number: 45 bits from the system's CSPRNG and two check symbols. Never sequential, so that
 * one number reveals nothing about another. 256 is a multiple of 32, so every symbol is equally likely.
 */
export const newReference = (kind: ReferenceKind): string => {
  const data = [...randomBytes(DATA_SYMBOLS)].map((byte) => byte % 32)
  return formatReference(kind, withCheckSymbols(data, symbolOf(kind)))
}
