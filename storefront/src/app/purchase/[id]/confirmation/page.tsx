import { notFound, redirect } from "next/navigation"

import { RecordView } from "@/features/analytics/components/record-view"
import { currentCustomer } from "@/features/auth/queries"
import { ShowCartUnits } from "@/features/cart/components/show-cart-units"
import { Confirmation } from "@/features/purchase/components/confirmation"
import { PurchasePoller } from "@/features/purchase/components/purchase-poller"
import { pageOfPurchase } from "@/features/purchase/purchase-state"
import { findPurchase, purchaseMetadata } from "@/features/purchase/queries"
import { isCartPurchase } from "@/lib/cart-key"
import { currentLocale } from "@/lib/medusa"
import { Container, PageHeading } from "@/lib/ui"
import { paymentMethods } from "@/payment-methods"

/** While a bank takes days. */
const DELAYED_WAIT_MS = 600_000

type Params = { params: Promise<{ id: string }> }

export const generateMetadata = ({ params }: Params) => purchaseMetadata(params, "Your confirmation")

const ConfirmationPage = async ({ params }: Params) => {
  const { id } = await params
  const [purchase, locale, customer, ofCart] = await Promise.all([
    findPurchase(id),
    currentLocale(),
    currentCustomer(),
    isCartPurchase(id),
  ])
  if (!purchase) notFound()
  if (purchase.status === "completed")
    return (
      <Container className="py-12 sm:py-16" data-cart-units={ofCart ? 0 : undefined}>
        <ShowCartUnits />
        <Confirmation purchase={purchase} locale={locale} isGuest={!customer} />
        <RecordView name="confirmation_viewed" />
      </Container>
    )
  if (purchase.status !== "processing") redirect(pageOfPurchase(purchase))
  const method = paymentMethods.find((one) => one.providerId === purchase.payment_provider_id)
  if (method?.kind === "instructions")
    return (
      <Container width="form" className="grid gap-8 py-12 sm:py-16">
        <PageHeading title="Your payment has arrived">
          You can close this page: we'll email your confirmation.
        </PageHeading>
        <PurchasePoller
          purchaseId={purchase.id}
          title="We're placing your order"
          text="This takes a few seconds. Your confirmation will appear here."
          completes={false}
        />
      </Container>
    )
  if (method?.delayed)
    return (
      <Container width="form" className="grid gap-8 py-12 sm:py-16">
        <PageHeading title="Your bank is processing the payment">
          This usually takes up to 6 working days. We start when the payment arrives, and email you. If your bank
          declines it, we'll email you a link to pay another way.
        </PageHeading>
        <PurchasePoller
          purchaseId={purchase.id}
          title="Don't pay again"
          text="You can close this page."
          longestWaitMs={DELAYED_WAIT_MS}
        />
      </Container>
    )
  return (
    <Container width="form" className="grid gap-8 py-12 sm:py-16">
      <PageHeading title="Your bank is still processing your payment">
        Don't pay again. You can close this page: we'll email you when your bank responds.
      </PageHeading>
      <PurchasePoller
        purchaseId={purchase.id}
        title="Checking with your bank"
        text="This page updates automatically when your bank responds."
      />
    </Container>
  )
}

export default ConfirmationPage
