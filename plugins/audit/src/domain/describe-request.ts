import type { AuditCategory } from "../contracts"

/** The parts of a request's path, such as `/admin/orders/order_01…/cancel`. */
export type RequestParts = {
  /** `/admin/orders` */
  readonly resource: string
  readonly id: string | null
  /** The segments after it, without ids: `["fulfillments", "cancel"]`. */
  readonly rest: readonly string[]
}

// Ids are a prefix and a ULID or random text. Fixed segments (`export`, `batch`, `me`) contain no digits.
const ID = /^[a-z]+(?:-[a-z]+)*_[A-Za-z0-9]{12,}$|^(?=.*\d)[A-Za-z0-9-]{26,}$|^\d+$/

const decoded = (segment: string): string => {
  try {
    return decodeURIComponent(segment)
  } catch {
    return segment
  }
}

export const partsOf = (path: string): RequestParts => {
  const [area = "", resource = "", ...segments] = path.split("/").filter(Boolean).map(decoded)
  const [first] = segments
  const id = first !== undefined && ID.test(first) ? first : null
  return {
    resource: `/${area}/${resource}`,
    id,
    rest: segments.slice(id ? 1 : 0).filter((segment) => !ID.test(segment)),
  }
}

/** The parts of a path whose id is a name, such as `/admin/gateways/stripe/test`. */
export const withNamedId = (parts: RequestParts): RequestParts => {
  const [name, ...rest] = parts.rest
  return parts.id === null && name !== undefined ? { ...parts, id: name, rest } : parts
}

/**
 * What can be done with a resource: the verb of the action, its sentence (`{one}`: singular, `{list}`: the list, `{many}`:
 * plural) and its category.
 */
export const VERBS = {
  created: { sentence: "Created {one}", category: "change" },
  changed: { sentence: "Changed {one}", category: "change" },
  changed_many: { sentence: "Changed {many}", category: "change" },
  deleted: { sentence: "Deleted {one}", category: "change" },
  canceled: { sentence: "Canceled {one}", category: "change" },
  requested: { sentence: "Requested {one}", category: "change" },
  confirmed: { sentence: "Confirmed {one}", category: "change" },
  converted: { sentence: "Converted {one} to an order", category: "change" },
  refunded: { sentence: "Refunded {one}", category: "change" },
  captured: { sentence: "Captured {one}", category: "change" },
  marked_paid: { sentence: "Marked {one} as paid", category: "change" },
  archived: { sentence: "Archived {one}", category: "change" },
  completed: { sentence: "Completed {one}", category: "change" },
  transferred: { sentence: "Transferred {one}", category: "change" },
  approved: { sentence: "Approved {one}", category: "change" },
  held: { sentence: "Put {one} on hold", category: "change" },
  released: { sentence: "Released {one}", category: "change" },
  voided: { sentence: "Voided {one}", category: "change" },
  retried: { sentence: "Retried {one}", category: "change" },
  tested: { sentence: "Tested {one}", category: "change" },
  published: { sentence: "Published {one}", category: "change" },
  imported: { sentence: "Imported {many}", category: "change" },
  resent: { sentence: "Sent {one} again", category: "change" },
  revoked: { sentence: "Revoked {one}", category: "security" },
  invited: { sentence: "Sent an invitation to {one}", category: "security" },
  password_reset: { sentence: "Sent a password reset to {one}", category: "security" },
  verified: { sentence: "Verified {one}", category: "security" },
  exported: { sentence: "Exported {many}", category: "access" },
  viewed: { sentence: "Viewed {one}", category: "access" },
  listed: { sentence: "Viewed {list}", category: "access" },
} as const satisfies Record<string, { sentence: string; category: AuditCategory }>
export type Verb = keyof typeof VERBS

/** Last path segments that name an action on the resource before them. */
const PATH_VERBS: ReadonlyMap<string, Verb> = new Map<string, Verb>([
  ["cancel", "canceled"],
  ["refund", "refunded"],
  ["capture", "captured"],
  ["mark-as-paid", "marked_paid"],
  ["archive", "archived"],
  ["complete", "completed"],
  ["transfer", "transferred"],
  ["approve", "approved"],
  ["hold", "held"],
  ["release", "released"],
  ["void", "voided"],
  ["retry", "retried"],
  ["test", "tested"],
  ["publish", "published"],
  ["import", "imported"],
  ["imports", "imported"],
  ["revoke", "revoked"],
  ["invitation", "invited"],
  ["resend", "resent"],
  ["request", "requested"],
  ["confirm", "confirmed"],
  ["convert-to-order", "converted"],
  ["reset-password", "password_reset"],
  ["export", "exported"],
  ["verify", "verified"],
])

/**
 * Identifies what a request reads, to recognize a repeated read. An Admin page requests a record and several parts of
 * it (`/admin/customers/cus_01…`, `/admin/customers/cus_01…/suspension`): they count as one read. A record with an id of
 * its own, such as a file, is a read of its own, and so is every search of a list.
 */
export const readOf = (url: string): string => {
  const path = url.split("?")[0] ?? ""
  const { resource, id } = partsOf(path)
  if (!id) return url
  return [resource, ...path.split("/").filter((segment) => ID.test(segment))].join(" ")
}

/** What a request does with its resource. A change of a nested resource counts as a change of its parent. */
export const verbOf = (method: string, { id, rest }: RequestParts): Verb => {
  const [word] = rest
  if (word === "batch" && rest.length === 1 && !id) return "changed_many"
  if (method === "GET") return id ? "viewed" : "listed"
  if (word !== undefined && rest.length === 1 && method === "POST") return PATH_VERBS.get(word) ?? "changed"
  if (rest.length > 0) return "changed"
  if (method === "DELETE") return "deleted"
  return id ? "changed" : "created"
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null

/** The changed fields before and after; all fields if there is nothing before or after. */
export const changedFields = (before: unknown, after: unknown): { before?: unknown; after?: unknown } => {
  if (!isObject(before) || !isObject(after))
    return { ...(isObject(before) ? { before } : {}), ...(isObject(after) ? { after } : {}) }
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])].filter(
    (key) => JSON.stringify(before[key]) !== JSON.stringify(after[key])
  )
  if (keys.length === 0) return {}
  const pick = (from: Record<string, unknown>) => Object.fromEntries(keys.map((key) => [key, from[key] ?? null]))
  return { before: pick(before), after: pick(after) }
}

/** The id of the created resource in a response such as `{ order: { id } }`. */
export const idInAnswer = (body: unknown): string | null => {
  if (!isObject(body)) return null
  for (const value of [body, ...Object.values(body)])
    if (isObject(value) && typeof value.id === "string") return value.id
  return null
}

/** The number of rows in a response. */
export const rowsInAnswer = (body: unknown): number => {
  if (!isObject(body)) return 0
  const list = Object.values(body).find(Array.isArray)
  return list ? list.length : 1
}
