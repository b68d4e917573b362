/** Names of fields in which gateways return the payer. */
const PERSONAL_FIELD =
  /e_?mail|phone|contact|(^|_)name|address|customer|billing|shipping|payer|receipt|(^|_)vpa|description|notes/i

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null

/**
 * A gateway's data about a payment without the payer: fields that name or describe a person are null on every level, because
 * Medusa merges JSON and would keep what is left out. Ids, amounts and states stay, which refunds and disputes need.
 */
export const withoutPerson = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(withoutPerson)
  if (!isObject(value)) return value
  return Object.fromEntries(
    Object.entries(value).map(([field, inner]) => [field, PERSONAL_FIELD.test(field) ? null : withoutPerson(inner)])
  )
}
