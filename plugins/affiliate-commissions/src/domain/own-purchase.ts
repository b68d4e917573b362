import type { HoldReason } from "../contracts/statuses"

/** Providers that ignore dots in an address; both domains are the same service. */
const DOTLESS: Readonly<Record<string, string>> = { "gmail.com": "gmail.com", "googlemail.com": "gmail.com" }

/**
 * Normalizes an email address: ignores case, surrounding space and plus-tags, and dots at Google. Texts with the same
 * result reach the same inbox; text that is not an address returns an empty string.
 */
export const normalizeEmail = (email: string | null | undefined): string => {
  const text = (email ?? "").normalize("NFKC").trim().toLowerCase()
  const at = text.lastIndexOf("@")
  if (at < 1) return ""
  const domain = text.slice(at + 1).replace(/\.$/, "")
  if (!domain) return ""
  const plain = text.slice(0, at).replace(/\+.*$/s, "")
  const dotless = DOTLESS[domain]
  return dotless ? `${plain.replaceAll(".", "")}@${dotless}` : `${plain}@${domain}`
}

/** A person's account and every email address they are known by. */
export type Person = { readonly customer_id: string | null; readonly emails: readonly (string | null | undefined)[] }

export type Hold = { readonly reason: HoldReason; readonly text: string }

/**
 * Why the commission on this purchase must be held: the buyer is the affiliate, by account or by email address. Null
 * otherwise. A suspicious commission is held, not deleted.
 */
export const ownPurchase = (affiliate: Person, buyer: Person): Hold | null => {
  if (affiliate.customer_id && affiliate.customer_id === buyer.customer_id)
    return { reason: "own_account", text: "The affiliate bought this with their own account." }
  const own = new Set(affiliate.emails.map(normalizeEmail).filter(Boolean))
  if (buyer.emails.some((email) => own.has(normalizeEmail(email))))
    return { reason: "own_mailbox", text: "The buyer's email address belongs to the affiliate." }
  return null
}
