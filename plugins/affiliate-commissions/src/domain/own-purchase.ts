import type { HoldReason } from "../contracts/statuses"

/** Where dots in a mailbox's name say nothing; both names are one service. */
const DOTLESS: Readonly<Record<string, string>> = { "gmail.com": "gmail.com", "googlemail.com": "gmail.com" }

/**
 * A mailbox as its owner would recognise it: case, surrounding space and plus-tags count for nothing, at Google neither
 * do dots. Two texts that give the same are one mailbox; what is no mailbox gives an empty text.
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

/** Somebody's account and every mailbox they are known under. */
export type Person = { readonly customer_id: string | null; readonly emails: readonly (string | null | undefined)[] }

export type Hold = { readonly reason: HoldReason; readonly text: string }

/**
 * Why the commission on this purchase is to be held: the buyer is the affiliate, by account or by mailbox. Null when
 * neither is so. Suspicion holds, it does not delete.
 */
export const ownPurchase = (affiliate: Person, buyer: Person): Hold | null => {
  if (affiliate.customer_id && affiliate.customer_id === buyer.customer_id)
    return { reason: "own_account", text: "The affiliate bought this with their own account." }
  const own = new Set(affiliate.emails.map(normaliseMailbox).filter(Boolean))
  if (buyer.emails.some((email) => own.has(normaliseMailbox(email))))
    return { reason: "own_mailbox", text: "The buyer's mailbox is the affiliate's own." }
  return null
}
