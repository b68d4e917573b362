/** An amount in a request by staff, with the fields that determine its currency, nearest first. */
export type MoneyField = {
  /** Dotted path, as in errors: `prices.0.amount`. */
  readonly path: string
  readonly amount: number | string
  /** A currency code in the same object, if any. */
  readonly currencyCode: string | undefined
  /** Ids in the surrounding objects whose rows have a currency: a price, a region, an order. */
  readonly ids: readonly string[]
}

/** Field names for amounts in core's Admin routes. */
const MONEY = new Set(["amount", "unit_price", "compare_at_unit_price", "custom_amount", "price", "refund_amount"])
const IDS = ["id", "region_id", "order_id"]
/** Skipped: free-form data, and rules, whose values are compared and never paid. */
const NOT_READ = new Set(["metadata", "additional_data", "rules", "target_rules", "buy_rules", "data", "context"])

type Around = Pick<MoneyField, "currencyCode" | "ids">

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null

const amountOf = (value: unknown): number | string | undefined => {
  // Core also accepts its raw form: { value: "12.50", precision: 20 }.
  const inner = isObject(value) && !Array.isArray(value) ? value.value : value
  return typeof inner === "number" || typeof inner === "string" ? inner : undefined
}

/** A promotion's value is a percentage or an amount. */
const isMoney = (owner: Record<string, unknown>, key: string): boolean =>
  MONEY.has(key) || (key === "value" && owner.type === "fixed")

const aroundOf = (owner: Record<string, unknown>, outer: Around): Around => ({
  currencyCode: typeof owner.currency_code === "string" ? owner.currency_code : outer.currencyCode,
  ids: [...IDS.flatMap((key) => (typeof owner[key] === "string" ? [owner[key]] : [])), ...outer.ids],
})

/** Every amount of money in a body, at any depth. */
export const moneyFields = (
  body: unknown,
  outer: Around = { currencyCode: undefined, ids: [] },
  at = ""
): MoneyField[] => {
  if (!isObject(body)) return []
  const around = aroundOf(body, outer)
  return Object.entries(body).flatMap(([key, value]) => {
    if (NOT_READ.has(key)) return []
    const path = at ? `${at}.${key}` : key
    const amount = isMoney(body, key) ? amountOf(value) : undefined
    return amount === undefined ? moneyFields(value, around, path) : [{ path, amount, ...around }]
  })
}

/** Whether an amount has fractions of a whole unit: only these can be finer than their currency. */
export const hasFraction = ({ amount }: MoneyField): boolean => !/^-?\d+$/.test(String(amount).trim())
