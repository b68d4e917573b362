import { Alert, Button } from "@/lib/ui"

import type { CheckoutLine } from "../queries"
import { formatRemovedLine, type RemovedLine } from "../removed-lines"

const PROBLEMS: Readonly<Record<string, string>> = {
  quantity: "There are no more in stock, or your cart already has the most units per order.",
  unavailable: "This is no longer for sale. Your cart is unchanged.",
}

/** Why the last change was refused, with the maximum of what it was about. */
const problemText = (problem: string, line: CheckoutLine | undefined): string | undefined => {
  if (problem !== "quantity" || !line) return PROBLEMS[problem]
  const { product_title: title, service, good, quantity } = line
  if (service) return `You can order at most ${service.maxQuantity} of ${title} at a time.`
  if (good?.available === null || good?.available === undefined) return PROBLEMS[problem]
  return good.available <= quantity
    ? `Your cart has all that we have of ${title}: ${good.available}.`
    : `We have only ${good.available} of ${title}.`
}

/** What happened to the cart: a refused change with its reason, or removed lines with "Undo". */
export const CartNotices = ({
  problem,
  variantId,
  lines,
  removed,
}: {
  problem: string | undefined
  /** The variant that the problem is about. */
  variantId: string | undefined
  lines: readonly CheckoutLine[]
  removed: readonly RemovedLine[]
}) => {
  const text =
    problem === undefined
      ? undefined
      : problemText(
          problem,
          lines.find(({ variant_id: id }) => id === variantId)
        )
  return (
    <>
      {text ? (
        <div data-cart-problem="">
          <Alert tone="amber" title={text} />
        </div>
      ) : null}
      {removed.length > 0 ? (
        <Alert
          title={removed.length === 1 ? "Removed from your cart." : `${removed.length} items removed from your cart.`}
          action={
            <form action="/cart/restore" method="post">
              {removed.map((line) => (
                <input key={line.lineId} type="hidden" name="line" value={formatRemovedLine(line)} />
              ))}
              <Button type="submit" variant="secondary" size="sm" data-key="undo">
                Undo
              </Button>
            </form>
          }
        />
      ) : null}
    </>
  )
}
