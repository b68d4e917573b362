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
}

/** Undefined when the cart no longer exists. */
export const liveCartOf = async (container: MedusaContainer, cartId: string): Promise<LiveCart | undefined> => {
  const [cart] = await container.resolve(Modules.CART).listCarts(
    { id: [cartId] },
    {
      select: ["id", "region_id", "currency_code", "total"],
      relations: ["items", "items.tax_lines", "items.adjustments"],
    }
  )
  if (!cart) return undefined
  return {
    region_id: cart.region_id ?? null,
    currency_code: cart.currency_code,
    total: MathBN.convert(cart.total).toNumber(),
    amounts: new Map(
      (cart.items ?? []).map((line) => [
        line.metadata?.[PURCHASE_ITEM],
        MathBN.mult(line.unit_price, line.quantity).toNumber(),
      ])
    ),
  }
}
