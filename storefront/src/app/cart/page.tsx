import type { Metadata } from "next"

import { CartLines } from "@/features/cart/components/cart-lines"
import { CartTotals } from "@/features/cart/components/cart-totals"
import { findCart, findCheckoutLines } from "@/features/cart/queries"
import { currentLocale } from "@/lib/medusa"
import { Alert, Button, ButtonLink, Card, Container, EmptyState, PageHeading } from "@/lib/ui"

export const metadata: Metadata = { title: "Your cart", robots: { index: false } }

type Search = Promise<Record<string, string | string[] | undefined>>

const PROBLEMS: Readonly<Record<string, string>> = {
  quantity: "Your cart already has the most units of this per order, or there are no more in stock.",
  unavailable: "This is no longer for sale. Your cart is unchanged.",
}

const CartPage = async ({ searchParams }: { searchParams: Search }) => {
  const [search, cart, locale] = await Promise.all([searchParams, findCart(), currentLocale()])
  const { problem, removed, units } = search
  const lines = cart ? await findCheckoutLines(cart) : []
  return (
    <Container
      className="grid gap-10 py-12 sm:py-16"
      data-cart-units={lines.reduce((sum, line) => sum + line.quantity, 0)}
    >
      <PageHeading title="Your cart" />
      {typeof problem === "string" && PROBLEMS[problem] ? <Alert tone="amber" title={PROBLEMS[problem]} /> : null}
      {typeof removed === "string" && typeof units === "string" ? (
        <Alert
          title="Removed from your cart."
          action={
            <form action="/cart/items" method="post">
              <input type="hidden" name="variant_id" value={removed} />
              <input type="hidden" name="quantity" value={units} />
              <Button type="submit" variant="secondary" size="sm">
                Undo
              </Button>
            </form>
          }
        />
      ) : null}
      {cart && lines.length > 0 ? (
        <div className="grid gap-10 lg:grid-cols-[minmax(0,1fr)_22rem]">
          <div className="grid content-start gap-4">
            <CartLines cart={cart} lines={lines} locale={locale} />
            <form action="/cart/clear" method="post">
              <Button type="submit" variant="quiet" size="sm">
                Clear cart
              </Button>
            </form>
          </div>
          <Card className="grid content-start gap-6 self-start">
            <CartTotals cart={cart} locale={locale} />
            <ButtonLink href="/checkout" prefetch={false} size="lg" full>
              Check out
            </ButtonLink>
          </Card>
        </div>
      ) : (
        <EmptyState title="Your cart is empty" action={<ButtonLink href="/#services">View all services</ButtonLink>}>
          Services that you add will appear here, and you can pay for them together.
        </EmptyState>
      )}
    </Container>
  )
}

export default CartPage
