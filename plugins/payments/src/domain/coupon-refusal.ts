import { formatMoney } from "@atrium/kernel"

/** A rule of a promotion, as core stores it: `attribute` is a path in the cart, or in each of its lines. */
export type CouponRule = { readonly attribute: string; readonly operator: string; readonly values: readonly string[] }

/** What decides whether a promotion can be used, apart from how much it takes off. */
export type Coupon = {
  readonly active: boolean
  readonly starts_at: Date | null
  readonly ends_at: Date | null
  /** Whether it, or its campaign's budget, was used as often as it may be. */
  readonly used_up: boolean
  /** The attribute of the buyer by which uses are counted; null when they aren't. */
  readonly counted_by: string | null
  /** The currency of a fixed amount; null when it applies to any. */
  readonly currency_code: string | null
  readonly rules: readonly CouponRule[]
  /** Rules of the lines it applies to; null when it applies to the order or its shipping. */
  readonly line_rules: readonly CouponRule[] | null
}

/** The cart as rules see it. `valuesOf` and `lines` return what an attribute has in the cart and in each line. */
export type CouponCart = {
  readonly currency_code: string
  readonly valuesOf: (attribute: string) => readonly unknown[]
  readonly lines: readonly ((attribute: string) => readonly unknown[])[]
}

const TOTAL = /(?:^|_)(?:sub)?total$/

/** Whether a rule holds, as core evaluates it. */
const holds = ({ operator, values }: CouponRule, found: readonly unknown[]): boolean => {
  if (values.length === 0) return false
  if (found.length === 0) return operator === "ne"
  const listed = (value: unknown): boolean => values.includes(String(value))
  const compare = (test: (one: number, other: number) => boolean): boolean =>
    found.every((value) => values.some((limit) => test(Number(value), Number(limit))))
  switch (operator) {
    case "eq":
      return found.every(listed)
    case "in":
      return found.some(listed)
    case "ne":
      return !found.some(listed)
    case "gt":
      return compare((one, other) => one > other)
    case "gte":
      return compare((one, other) => one >= other)
    case "lt":
      return compare((one, other) => one < other)
    case "lte":
      return compare((one, other) => one <= other)
    default:
      return false
  }
}

const ruleText = ({ attribute, operator, values }: CouponRule, currency: string): string => {
  if (TOTAL.test(attribute)) {
    const amount = formatMoney(Number(values[0]), currency, "en")
    if (operator === "gte") return `Spend at least ${amount} to use this code`
    if (operator === "gt") return `Spend more than ${amount} to use this code`
    return `This code is for smaller orders, up to ${amount}`
  }
  if (attribute.startsWith("customer"))
    return "This code is only for certain customers. If you have an account, sign in"
  if (attribute === "currency_code" || attribute.startsWith("region")) return "This code isn't valid in your currency"
  if (attribute.startsWith("shipping_address")) return "This code isn't valid for your address"
  return "Your cart doesn't meet the conditions of this code"
}

/**
 * Why a cart can't use a coupon, as one sentence for the shopper; null when its rules allow it. `undefined` is a code that
 * doesn't exist, which reads the same as one that isn't published.
 */
export const couponRefusal = (coupon: Coupon | undefined, cart: CouponCart, now: Date): string | null => {
  if (!coupon?.active) return "This code isn't valid. Check it for typing mistakes"
  if (coupon.starts_at && coupon.starts_at > now) return "This code isn't valid yet"
  if (coupon.ends_at && coupon.ends_at <= now) return "This code has expired"
  if (coupon.used_up) return "This code has been used up"
  if (coupon.counted_by !== null && !cart.valuesOf(coupon.counted_by)[0])
    return coupon.counted_by.includes("email")
      ? "Enter your details and continue to the payment first, then come back and apply this code"
      : "Sign in to use this code"
  if (coupon.currency_code && coupon.currency_code !== cart.currency_code)
    return `This code is only valid for prices in ${coupon.currency_code.toUpperCase()}`
  const broken = coupon.rules.find((rule) => !holds(rule, cart.valuesOf(rule.attribute)))
  if (broken) return ruleText(broken, cart.currency_code)
  const rules = coupon.line_rules
  if (rules?.length && !cart.lines.some((valuesOf) => rules.every((rule) => holds(rule, valuesOf(rule.attribute)))))
    return "This code doesn't apply to anything in your cart"
  return null
}
