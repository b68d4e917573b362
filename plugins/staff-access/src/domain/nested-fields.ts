/** Names of relations to people, money or secrets, by the permission that reading them requires. */
const RELATIONS: Readonly<Record<string, readonly string[]>> = {
  "orders:read": [
    "cart",
    "carts",
    "claim",
    "claims",
    "credit_lines",
    "draft_order",
    "exchange",
    "exchanges",
    "fulfillment",
    "fulfillments",
    "order",
    "order_change",
    "order_changes",
    "orders",
    "payment",
    "payment_collection",
    "payment_collections",
    "payment_session",
    "payment_sessions",
    "payments",
    "refund",
    "refunds",
    "return",
    "returns",
    "transactions",
  ],
  "customers:read": ["account_holder", "account_holders", "addresses", "customer", "customers"],
  "staff:manage": ["auth_identities", "auth_identity", "invite", "invites", "user", "users"],
  "api-keys:read": ["api_key", "api_keys", "publishable_api_key", "publishable_api_keys"],
}

const NEEDED = new Map(
  Object.entries(RELATIONS).flatMap(([permission, names]) => names.map((name) => [name, permission] as const))
)

/**
 * The permissions that the relations in `fields` require. Links lead from a product to its sales channel and its orders, so
 * a role that may not read orders must not reach them through a resource that it may read.
 */
export const permissionsOfFields = (fields: unknown): string[] => {
  const text = [fields]
    .flat()
    .filter((part) => typeof part === "string")
    .join(",")
  const names = text.split(/[,.]/).map((name) =>
    name
      .trim()
      .replace(/^[+*-]+/, "")
      .replace(/_links?$/, "")
  )
  const permissions = names.flatMap((name) => {
    const permission = NEEDED.get(name.toLowerCase())
    return permission ? [permission] : []
  })
  return [...new Set(permissions)]
}
