import { VERBS, type Verb } from "./describe-request"

/** How staff call a kind of thing. */
export type AuditedName = {
  /** One: "an order". */
  readonly label: string
  /** All of them as a page shows them; "the order list" unless given. */
  readonly list?: string
  /** Several; "orders" unless given. */
  readonly many?: string
}

const ARTICLE = /^an? /

const plural = (words: string): string => {
  if (/[^aeiou]y$/.test(words)) return words.replace(/y$/, "ies")
  return /(s|ch|sh|x)$/.test(words) ? `${words}es` : `${words}s`
}

/** What an entry says to staff: "Viewed the customer list", "Put a commission on hold". */
export const auditSentence = (verb: Verb, { label, list, many }: AuditedName): string => {
  const words = label.replace(ARTICLE, "")
  // "their profile" is one thing: its list is itself.
  const single = words === label
  return VERBS[verb].sentence
    .replace("{one}", label)
    .replace("{list}", list ?? (single ? label : `the ${words} list`))
    .replace("{many}", many ?? (single ? label : plural(words)))
}
