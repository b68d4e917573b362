import Link from "next/link"
import type { ReactNode } from "react"

import { ServicePicture } from "@/features/catalogue/components/service-picture"
import { Button, cn, Money } from "@/lib/ui"

import { quantityNote } from "../quantity-note"
import type { CartView, CheckoutLine } from "../queries"

type StepProps = { action: string; quantity: number; name: string; label: string; off?: boolean; children: ReactNode }

/** Sets the line's quantity. A form, so that it works without JavaScript; `public/cart.js` keeps the focus by `data-key`. */
const SetQuantity = ({ action, quantity, name, label, off, children }: StepProps) => (
  <form action={action} method="post">
    <input type="hidden" name="quantity" value={quantity} />
    <Button
      type="submit"
      variant={quantity === 0 ? "quiet" : "secondary"}
      size="sm"
      disabled={off}
      aria-label={label}
      data-key={name}
    >
      {children}
    </Button>
  </form>
)

/** Title, plan and limit of a line. */
const Bought = ({ line }: { line: CheckoutLine }) => {
  const { service, good } = line
  const href = service ? `/services/${service.handle}` : good ? `/goods/${good.handle}` : undefined
  const note = quantityNote(line)
  return (
    <div className="grid min-w-0 gap-1">
      <p className="font-medium wrap-anywhere">
        {href ? (
          <Link href={href} prefetch={false} className="underline-offset-4 hover:underline">
            {line.product_title}
          </Link>
        ) : (
          line.product_title
        )}
      </p>
      <p className="text-ink-soft wrap-anywhere">{line.variant_title}</p>
      {note ? <p className={cn("text-sm", note.isShort ? "text-red" : "text-ink-soft")}>{note.text}</p> : null}
    </div>
  )
}

/** One line of the cart, in the page's or the panel's width. */
const Line = ({ line, currencyCode, locale }: { line: CheckoutLine; currencyCode: string; locale: string }) => {
  const action = `/cart/items/${line.id}`
  const name = line.variant_title ? `${line.product_title}, ${line.variant_title}` : line.product_title
  const most = line.service?.maxQuantity ?? line.good?.available ?? undefined
  const picture = line.service ?? line.good
  return (
    <li
      data-line={line.id}
      data-most={most}
      className="grid grid-cols-[4rem_minmax(0,1fr)] gap-x-4 gap-y-3 py-6 @md:grid-cols-[5rem_minmax(0,1fr)]"
    >
      {picture ? (
        <ServicePicture
          service={picture}
          width={160}
          height={160}
          sizes="80px"
          className="size-16 self-start @md:size-20"
        />
      ) : (
        <span aria-hidden="true" className="size-16 rounded-md bg-sunken @md:size-20" />
      )}
      <Bought line={line} />
      <div className="col-span-2 flex flex-wrap items-center gap-2 @md:col-span-1 @md:col-start-2">
        <SetQuantity
          action={action}
          quantity={line.quantity - 1}
          name={`less:${line.id}`}
          label={`One less: ${name}`}
          off={line.quantity <= 1}
        >
          −
        </SetQuantity>
        <span className="figures min-w-8 text-center">
          <span className="sr-only">Quantity </span>
          <span data-quantity="">{line.quantity}</span>
        </span>
        <SetQuantity
          action={action}
          quantity={line.quantity + 1}
          name={`more:${line.id}`}
          label={`One more: ${name}`}
          off={most !== undefined && line.quantity >= most}
        >
          +
        </SetQuantity>
        <SetQuantity action={action} quantity={0} name={`remove:${line.id}`} label={`Remove ${name}`}>
          Remove
        </SetQuantity>
        <p className="ml-auto" data-amount="">
          <Money
            amount={line.unit_price * line.quantity}
            currencyCode={currencyCode}
            locale={locale}
            className="text-lg font-semibold"
          />
        </p>
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
