import type { PurchaseState } from "@atrium/service-provisioning/contracts"

import { LocalTime } from "@/lib/ui/local-time"
import { ButtonLink, Card, Facts, PageHeading } from "@/lib/ui"

import { declineMessage } from "../declines"
import { purchaseRows } from "../purchase-rows"

/** Explains why the payment failed, what was saved, and how to pay the same purchase again. */
export const PurchaseFailed = ({
  purchase,
  locale,
  ofCart = false,
}: {
  purchase: PurchaseState
  locale: string
  /** Whether it pays for the visitor's cart, which is kept until then. */
  ofCart?: boolean
}) => {
  const expired = purchase.status === "expired"
  const message = declineMessage(expired ? "expired" : purchase.error?.code)
  return (
    <div className="grid gap-10">
      <div role="alert">
        <PageHeading title={message.title}>{message.advice}</PageHeading>
      </div>
      <Card className="grid gap-5">
        <h2 className="text-xl">Your purchase</h2>
        <Facts rows={purchaseRows(purchase, "Amount due", locale)} />
        {expired ? null : (
          <p className="text-sm text-ink-soft">
            We'll keep your details and answers until{" "}
            <LocalTime at={purchase.expires_at} locale={locale} format="dateTime" />. Bookmark this page to come back.
          </p>
        )}
      </Card>
      <div className="flex flex-wrap gap-3">
        {expired ? (
          <ButtonLink href="/#services">View all services</ButtonLink>
        ) : (
          <ButtonLink href={`/purchase/${purchase.id}`}>Try again</ButtonLink>
        )}
        {ofCart ? (
          <ButtonLink href="/cart" prefetch={false} variant="secondary">
            Back to your cart
          </ButtonLink>
        ) : null}
      </div>
    </div>
  )
}
