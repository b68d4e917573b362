import Link from "next/link"

import { Button, cn, Money } from "@/lib/ui"

import { quantityNote } from "../quantity-note"
import type { CartView, CheckoutLine } from "../queries"

/** One line of the cart, with forms that work without JavaScript. */
const Line = ({ line, currencyCode, locale }: { line: CheckoutLine; currencyCode: string; locale: string }) => {
  const action = `/cart/items/${line.id}`
  const name = line.variant_title ? `${line.product_title}, ${line.variant_title}` : line.product_title
  const most = line.service?.maxQuantity ?? line.good?.available ?? undefined
  const href = line.service ? `/services/${line.service.handle}` : line.good ? `/goods/${line.good.handle}` : undefined
  const note = quantityNote(line)
  return (
    <li className="grid gap-4 py-6 sm:grid-cols-[1fr_auto] sm:items-start">
      <div className="grid gap-1">
        <p className="font-medium">
          {href ? (
            <Link href={href} prefetch={false} className="underline-offset-4 hover:underline">
              {line.product_title}
            </Link>
          ) : (
            line.product_title
          )}
        </p>
        <p className="text-ink-soft">{line.variant_title}</p>
        {note ? <p className={cn("text-sm", note.isShort ? "text-red" : "text-ink-soft")}>{note.text}</p> : null}
      </div>
      <p className="sm:text-right">
        <Money
          amount={line.unit_price * line.quantity}
          currencyCode={currencyCode}
          locale={locale}
          className="text-lg font-semibold"
        />
      </p>
      <div className="flex flex-wrap items-center gap-2 sm:col-span-2">
        <form action={action} method="post">
          <input type="hidden" name="quantity" value={line.quantity - 1} />
          <Button
            type="submit"
            variant="secondary"
            size="sm"
            disabled={line.quantity <= 1}
            aria-label={`One less: ${name}`}
          >
            −
          </Button>
        </form>
        <span className="figures min-w-8 text-center">
          <span className="sr-only">Quantity </span>
          {line.quantity}
        </span>
        <form action={action} method="post">
          <input type="hidden" name="quantity" value={line.quantity + 1} />
          <Button
            type="submit"
            variant="secondary"
            size="sm"
            disabled={most !== undefined && line.quantity >= most}
            aria-label={`One more: ${name}`}
          >
            +
          </Button>
        </form>
        <form action={action} method="post">
          <input type="hidden" name="quantity" value="0" />
          <input type="hidden" name="variant_id" value={line.variant_id} />
          <input type="hidden" name="units" value={line.quantity} />
          <Button type="submit" variant="quiet" size="sm" aria-label={`Remove ${name}`}>
            Remove
          </Button>
        </form>
      </div>
    </li>
  )
}

export const CartLines = ({
  cart,
  lines,
  locale,
}: {
  cart: CartView
  lines: readonly CheckoutLine[]
  locale: string
}) => (
  <ul aria-label="Items" className="divide-y divide-line border-y border-line">
    {lines.map((line) => (
      <Line key={line.id} line={line} currencyCode={cart.currency_code} locale={locale} />
    ))}
  </ul>
)
