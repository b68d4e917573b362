import Link from "next/link"
import { notFound, redirect } from "next/navigation"

import type { DeclineCode } from "@/features/purchase/declines"
import { toStartedPurchase } from "@/features/purchase/started-purchase"
import { PaymentInstructions } from "@/features/purchase/components/payment-instructions"
import { PayExisting } from "@/features/purchase/components/pay-existing"
import { ReturnedPayment } from "@/features/purchase/components/returned-payment"
import { PurchasePoller } from "@/features/purchase/components/purchase-poller"
import { purchaseRows } from "@/features/purchase/purchase-rows"
import { findPaymentMethods, findPurchase, purchaseMetadata } from "@/features/purchase/queries"
import { isCartPurchase } from "@/lib/cart-key"
import { publicBackendUrl } from "@/lib/env"
import { currentLocale } from "@/lib/medusa"
import { Alert, Card, Container, Facts, PageHeading } from "@/lib/ui"
import { paymentMethods } from "@/payment-methods"

type Params = { params: Promise<{ id: string }> }

export const generateMetadata = ({ params }: Params) => purchaseMetadata(params, "Pay for your purchase")

type Search = Promise<Record<string, string | string[] | undefined>>

/** Why nothing was paid, where the backend has no reason. */
const REASONS: Readonly<Record<string, DeclineCode>> = { canceled: "payment_canceled" }

/** The payment step of an existing purchase, whose details are already saved. */
const PayPage = async ({ params, searchParams }: Params & { searchParams: Search }) => {
  const [{ id }, search] = await Promise.all([params, searchParams])
  // The bank's page redirects back with the payment's client secret in the URL: redirect again to remove it. The
  // payment status is read from the backend, never from the URL.
  if (search.payment_intent_client_secret) redirect(`/purchase/${id}?returned=1`)
  const [purchase, locale, methods, ofCart] = await Promise.all([
    findPurchase(id),
    currentLocale(),
    findPaymentMethods(),
    isCartPurchase(id),
  ])
  if (!purchase) notFound()
  const providerId = purchase.payment_provider_id
  // Also one that isn't offered where the visitor is now: they came back in another browser, or it was deselected meanwhile.
  const redirectMethod = paymentMethods.find((one) => one.providerId === providerId && one.kind === "redirect")
  // Canceled on the gateway's page: nothing to check. A payment that failed shows why.
  const returned = search.returned === "paid" && !purchase.error ? redirectMethod : undefined
  // Approved and not yet an order: placed below.
  const places = returned && purchase.status === "processing"
  if (purchase.status === "completed" || (purchase.status === "processing" && !places))
    redirect(`/purchase/${id}/confirmation`)
  if (purchase.status === "expired") redirect(`/purchase/${id}/failed`)
  const instructions = purchase.payment?.instructions
  const others = methods.filter((method) => method.providerId !== providerId)
  const paymentForm = (availableMethods: typeof methods) => (
    <>
      <noscript>
        <Alert tone="amber" title="Payment requires JavaScript">
          Your card details go from your browser straight to the payment provider, which requires JavaScript. Turn it
          on, then reload the page.
        </Alert>
      </noscript>
      <PayExisting
        key={providerId}
        purchase={toStartedPurchase(purchase)}
        methods={availableMethods}
        providerId={providerId}
        failure={search.returned ? (purchase.error?.code ?? REASONS[String(search.returned)] ?? "not_paid") : null}
        locale={locale}
        backendUrl={publicBackendUrl()}
      />
    </>
  )
  return (
    <Container width="form" className="grid gap-10 py-12 sm:py-16">
      <PageHeading title="Pay for your purchase">
        {instructions || redirectMethod
          ? "Your details are saved."
          : "Your details are saved. Your card details go straight to the payment provider."}
      </PageHeading>
      <Card>
        <Facts rows={purchaseRows(purchase, "Total", locale)} />
        {ofCart ? (
          <p className="mt-4 text-sm">
            <Link href="/cart" prefetch={false} className="underline underline-offset-4">
              Change your cart
            </Link>
          </p>
        ) : null}
      </Card>
      {instructions ? (
        <>
          <PaymentInstructions
            instructions={instructions}
            method={methods.find((method) => method.providerId === providerId)?.name}
            purchase={purchase}
            locale={locale}
          />
          <PurchasePoller
            purchaseId={id}
            title="Waiting for your payment"
            text="This page updates automatically when your payment arrives."
            completes={false}
          />
          {others.length > 0 ? (
            <section aria-labelledby="other-methods" className="grid gap-6">
              <h2 id="other-methods" className="text-xl">
                Pay another way
              </h2>
              {paymentForm(others)}
            </section>
          ) : null}
        </>
      ) : returned ? (
        <ReturnedPayment purchaseId={id} method={returned.name} />
      ) : (
        paymentForm(methods)
      )}
    </Container>
  )
}

export default PayPage
