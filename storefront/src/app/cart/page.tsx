import type { Metadata } from "next"

import { CartLines } from "@/features/cart/components/cart-lines"
import { CartNotices } from "@/features/cart/components/cart-notices"
import { CartTotals } from "@/features/cart/components/cart-totals"
import { findCart, findCheckoutLines } from "@/features/cart/queries"
import { parseRemoved } from "@/features/cart/removed-lines"
import { currentLocale } from "@/lib/medusa"
import { Button, ButtonLink, Card, Container, EmptyState, PageHeading } from "@/lib/ui"

export const metadata: Metadata = { title: "Your cart", robots: { index: false } }

type Search = Promise<Record<string, string | string[] | undefined>>

const oneOf = (value: string | string[] | undefined): string | undefined =>
  typeof value === "string" ? value : undefined

/** The part below the heading is also what `public/cart.js` shows at the side of other pages. */
const CartPage = async ({ searchParams }: { searchParams: Search }) => {
  const [search, cart, locale] = await Promise.all([searchParams, findCart(), currentLocale()])
  const lines = cart ? await findCheckoutLines(cart) : []
  return (
    <Container className="grid gap-10 py-12 sm:py-16">
      <PageHeading title="Your cart" />
      <div
        className="@container grid content-start gap-6"
        data-cart=""
        data-cart-units={lines.reduce((sum, line) => sum + line.quantity, 0)}
      >
        <CartNotices
          problem={oneOf(search.problem)}
          variantId={oneOf(search.of)}
          lines={lines}
          removed={parseRemoved(search.removed)}
        />
        {cart && lines.length > 0 ? (
          <div className="grid gap-8 @4xl:grid-cols-[minmax(0,1fr)_22rem] @4xl:gap-10">
            <div className="grid content-start gap-4">
              <CartLines cart={cart} lines={lines} locale={locale} />
              <form action="/cart/clear" method="post">
                <Button type="submit" variant="quiet" size="sm" data-key="clear">
                  Clear cart
                </Button>
              </form>
            </div>
            <Card className="grid content-start gap-6 self-start">
              <div data-cart-totals="">
                <CartTotals cart={cart} locale={locale} />
              </div>
              <div className="grid gap-3">
                <ButtonLink href="/checkout" prefetch={false} size="lg" full>
                  Check out
                </ButtonLink>
                <div className="hidden in-[dialog]:block">
                  <ButtonLink href="/cart" prefetch={false} variant="secondary" size="lg" full>
                    View cart
                  </ButtonLink>
                </div>
              </div>
            </Card>
          </div>
        ) : (
          <EmptyState title="Your cart is empty" action={<ButtonLink href="/#services">View all services</ButtonLink>}>
            Services that you add will appear here, and you can pay for them together.
          </EmptyState>
        )}
      </div>
    </Container>
  )
}

export default CartPage
