import type { HoldReason } from "../contracts/statuses"

/** Hosts that ignore dots in an address; both names are one service. */
const DOTLESS: Readonly<Record<string, string>> = { "gmail.com": "gmail.com", "googlemail.com": "gmail.com" }

/**
 * An email address as its owner would recognize it: case, surrounding space and plus-tags are ignored, at Google neither
 * do dots. Two texts with the same result are one address; what is no address has an empty result.
 */
export const normaliseMailbox = (email: string | null | undefined): string => {
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
 * Why the commission on this purchase is to be held: the buyer is the affiliate, by account or by email address. Null when
 * neither is so. Suspicion holds, it does not delete.
 */
export const ownPurchase = (affiliate: Person, buyer: Person): Hold | null => {
  if (affiliate.customer_id && affiliate.customer_id === buyer.customer_id)
    return { reason: "own_account", text: "The affiliate bought this with their own account." }
  const own = new Set(affiliate.emails.map(normaliseMailbox).filter(Boolean))
  if (buyer.emails.some((email) => own.has(normaliseMailbox(email))))
    return { reason: "own_mailbox", text: "The buyer's email address belongs to the affiliate." }
  return null
}
