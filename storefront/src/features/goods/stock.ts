import type { GoodView } from "@/lib/medusa"

type Variant = GoodView["variants"][number]

/** From this number of units on, the stock isn't counted for shoppers. */
const MANY = 6

/** Describes a variant's stock: "3 left", "Out of stock", "In stock". */
export const stockText = ({
  in_stock,
  available_quantity: available,
}: Pick<Variant, "in_stock" | "available_quantity">) =>
  !in_stock ? "Out of stock" : available !== null && available < MANY ? `${available} left` : "In stock"

/** Describes the stock of all variants in a list: counts only if one variant is all there is. */
export const goodStockText = ({ variants }: Pick<GoodView, "variants">): string => {
  const inStock = variants.filter((variant) => variant.in_stock)
  const [first] = inStock
  return first && inStock.length === 1 ? stockText(first) : first ? "In stock" : "Out of stock"
}

/** Returns the variant with the lowest price, shown as "from" in lists. */
export const cheapestVariant = ({ variants }: Pick<GoodView, "variants">): Variant | undefined =>
  [...variants].sort((one, other) => one.price.amount - other.price.amount)[0]
