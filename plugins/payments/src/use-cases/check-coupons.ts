import { clock } from "@atrium/kernel"
import { graphRows } from "@atrium/server"
import type { MedusaContainer } from "@medusajs/framework/types"
import { pickValueFromObject, PromotionStatus } from "@medusajs/framework/utils"
import { z } from "zod"

import { couponErrors } from "../contracts/errors"
import { type Coupon, type CouponCart, couponRefusal } from "../domain/coupon-refusal"

const Rule = z
  .object({
    attribute: z.string(),
    operator: z.string(),
    values: z.array(z.object({ value: z.string().nullish() })).nullish(),
  })
  .transform(({ attribute, operator, values }) => ({
    attribute,
    operator,
    values: (values ?? []).flatMap(({ value }) => value ?? []),
  }))
const Rules = z
  .array(Rule)
  .nullish()
  .transform((rules) => rules ?? [])
const Moment = z.coerce.date().nullish()

const Promotion = z.object({
  code: z.string(),
  status: z.string(),
  limit: z.number().nullish(),
  used: z.number().nullish(),
  rules: Rules,
  application_method: z
    .object({ currency_code: z.string().nullish(), target_type: z.string(), target_rules: Rules })
    .nullish(),
  campaign: z
    .object({
      starts_at: Moment,
      ends_at: Moment,
      budget: z
        .object({
          type: z.string(),
          attribute: z.string().nullish(),
          limit: z.coerce.number().nullish(),
          used: z.coerce.number().nullish(),
        })
        .nullish(),
    })
    .nullish(),
})

const FIELDS = [
  ...["code", "status", "limit", "used", "rules.*", "rules.values.*"],
  ...["application_method.*", "application_method.target_rules.*", "application_method.target_rules.values.*"],
  ...["campaign.*", "campaign.budget.*"],
]

/** Uses are counted for each buyer, by this attribute; core counts them when it applies the promotion. */
const COUNTED = "use_by_attribute"

const reached = (used: number | null | undefined, limit: number | null | undefined): boolean =>
  typeof limit === "number" && limit > 0 && (used ?? 0) >= limit

const couponOf = (promotion: z.output<typeof Promotion>): Coupon => {
  const { application_method: method, campaign } = promotion
  const budget = campaign?.budget
  const counted = budget?.type === COUNTED
  return {
    active: promotion.status === PromotionStatus.ACTIVE,
    starts_at: campaign?.starts_at ?? null,
    ends_at: campaign?.ends_at ?? null,
    used_up: reached(promotion.used, promotion.limit) || (!counted && reached(budget?.used, budget?.limit)),
    counted_by: counted ? (budget?.attribute ?? null) : null,
    currency_code: method?.currency_code ?? null,
    rules: promotion.rules,
    line_rules: method?.target_type === "items" ? method.target_rules : null,
  }
}

const Cart = z.looseObject({ currency_code: z.string(), items: z.array(z.looseObject({})).nullish() })

const valuesIn =
  (object: Record<string, unknown>, prefix = "") =>
  (attribute: string): readonly unknown[] => {
    const value: unknown = pickValueFromObject(attribute.replace(prefix, ""), object)
    return Array.isArray(value) ? value : [value]
  }

/** The cart as core's rules see it, with the names under which core counts a buyer's uses. */
const couponCart = (cart: unknown): CouponCart => {
  const parsed = Cart.parse(cart)
  const customer = z.looseObject({ id: z.string() }).nullish().catch(null).parse(parsed.customer)
  const facts = { ...parsed, customer_id: customer?.id, customer_email: parsed.email }
  return {
    currency_code: parsed.currency_code,
    valuesOf: valuesIn(facts),
    lines: (parsed.items ?? []).map((line) => valuesIn(line, "items.")),
  }
}

/**
 * Refuses codes that a cart can't use, with the reason: core ignores them silently. `cart` is core's cart, as the rules of
 * promotions see it. Throws `coupon_refused`.
 */
export const checkCoupons = async (
  container: MedusaContainer,
  cart: unknown,
  codes: readonly string[]
): Promise<void> => {
  if (codes.length === 0) return
  const found = await graphRows(container, Promotion, {
    entity: "promotion",
    fields: FIELDS,
    filters: { code: [...codes] },
  })
  const seen = couponCart(cart)
  for (const code of codes) {
    const promotion = found.find((one) => one.code === code)
    const refusal = couponRefusal(promotion && couponOf(promotion), seen, clock.now())
    if (refusal) throw couponErrors.fail("coupon_refused", { details: { promo_codes: refusal } })
  }
}
