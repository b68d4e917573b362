import { VERBS, type Verb } from "./describe-request"

/** Display names of a kind of resource. */
export type AuditedName = {
  /** Singular with article: "an order". */
  readonly label: string
  /** The list of all; default: "the order list". */
  readonly list?: string
  /** Plural; default: "orders". */
  readonly many?: string
}

const ARTICLE = /^an? /

const plural = (words: string): string => {
  if (/[^aeiou]y$/.test(words)) return words.replace(/y$/, "ies")
  return /(s|ch|sh|x)$/.test(words) ? `${words}es` : `${words}s`
}

/** The sentence of an entry: "Viewed the customer list", "Put a commission on hold". */
export const auditSentence = (verb: Verb, { label, list, many }: AuditedName): string => {
  const words = label.replace(ARTICLE, "")
  // "their profile" is a single resource, so list and plural are the same.
  const single = words === label
  return VERBS[verb].sentence
    .replace("{one}", label)
    .replace("{list}", list ?? (single ? label : `the ${words} list`))
    .replace("{many}", many ?? (single ? label : plural(words)))
}
