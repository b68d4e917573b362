import { formatMoney } from "@atrium/kernel"
import type { PurchaseState } from "@atrium/service-provisioning/contracts"

import { Card, Facts } from "@/lib/ui"

/** Explains how to pay a purchase offline and what happens when the payment arrives. */
export const PaymentInstructions = ({
  instructions,
  method,
  purchase,
  locale,
}: {
  /** Text from the payment provider, with the account and the reference to use. */
  instructions: string
  /** The method's name; undefined when the shop no longer lists it. */
  method: string | undefined
  purchase: Pick<PurchaseState, "amount" | "currency_code" | "expires_at">
  locale: string
}) => (
  <Card className="grid gap-5">
    <h2 className="text-xl">How to pay</h2>
    <p className="whitespace-pre-line wrap-anywhere" data-testid="payment-instructions">
      {instructions}
    </p>
    <Facts
      rows={[
        ...(method ? [{ term: "Payment method", value: method }] : []),
        { term: "Amount", value: formatMoney(purchase.amount, purchase.currency_code, locale), strong: true },
      ]}
    />
    <p className="text-sm text-ink-soft">
      We place your order when your payment arrives, and email you the confirmation. You can close this page and come
      back to it later.
    </p>
  </Card>
)
