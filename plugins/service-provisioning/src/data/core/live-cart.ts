import { roundToMinorUnits } from "@atrium/kernel"
import type { MedusaContainer } from "@medusajs/framework/types"
import { MathBN, Modules } from "@medusajs/framework/utils"

import { PURCHASE_ITEM } from "../../domain/purchase-cart"

/** The current cart of a purchase: the only source of what the purchase costs. Amounts in major units. */
export type LiveCart = {
  readonly region_id: string | null
  readonly currency_code: string
  readonly total: number
  /** Unit price × quantity of each item, by its index in the purchase. */
  readonly amounts: ReadonlyMap<unknown, number>
  readonly lines: readonly LiveLine[]
  readonly shipping_amount: number
  readonly discount_amount: number
}

export type LiveLine = {
  readonly id: string
  readonly variant_id: string
  readonly product: string
  readonly variant: string
  readonly quantity: number
  /** Unit price × quantity. */
  readonly amount: number
}

const amountOf = (value: Parameters<typeof MathBN.convert>[0] | undefined): number =>
  value === undefined ? 0 : MathBN.convert(value).toNumber()

/** Undefined when the cart no longer exists. `shipped`: the cart may have goods, which are sent for a price. */
export const liveCartOf = async (
  container: MedusaContainer,
  cartId: string,
  { shipped = false }: { shipped?: boolean } = {}
): Promise<LiveCart | undefined> => {
  const [cart] = await container.resolve(Modules.CART).listCarts(
    { id: [cartId] },
    {
      select: ["id", "region_id", "currency_code", "total"],
      relations: [
        ...["items", "items.tax_lines", "items.adjustments"],
        ...(shipped ? ["shipping_methods", "shipping_methods.tax_lines", "shipping_methods.adjustments"] : []),
      ],
    }
  )
  if (!cart) return undefined
  return {
    region_id: cart.region_id ?? null,
    currency_code: cart.currency_code,
    total:
      roundToMinorUnits(MathBN.convert(cart.total).toFixed(), cart.currency_code) === 0n ? 0 : amountOf(cart.total),
    amounts: new Map(
      (cart.items ?? []).map((line) => [
        line.metadata?.[PURCHASE_ITEM],
        MathBN.mult(line.unit_price, line.quantity).toNumber(),
      ])
    ),
    lines: (cart.items ?? []).map((line) => ({
      id: line.id,
      variant_id: line.variant_id ?? "",
      product: line.product_title ?? line.title,
      variant: line.variant_title ?? "",
      quantity: Number(line.quantity),
      amount: MathBN.mult(line.unit_price, line.quantity).toNumber(),
    })),
    shipping_amount: amountOf(cart.shipping_total),
    discount_amount: amountOf(cart.discount_total),
  }
}
