import type { PurchaseOut } from "../contracts/purchases"

/** What of a gateway's session data a browser may see: its id, and the secret, page or instructions to pay with. Nothing else. */
const SHOWN = ["client_secret", "url", "instructions"] as const

/**
 * A payment session as the shopper's browser gets it; null when the gateway has nothing to show. Once it can no longer be
 * paid (already paid, canceled or expired), only its id is left.
 */
export const publicPayment = (
  session: { data?: Record<string, unknown> | null | undefined },
  payable = true
): PurchaseOut["payment"] => {
  const data = session.data ?? {}
  if (typeof data.id !== "string") return null
  if (!payable) return { id: data.id }
  const shown: Record<string, string> = {}
  for (const key of SHOWN) {
    const value = data[key]
    if (typeof value === "string") shown[key] = value
  }
  return { id: data.id, ...shown }
}
