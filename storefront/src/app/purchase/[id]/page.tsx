import type { Metadata } from "next"
import { formatMoney } from "@atrium/kernel"
import { notFound, redirect } from "next/navigation"

import { begunOf } from "@/features/purchase/begun"
import { PaymentInstructions } from "@/features/purchase/components/payment-instructions"
import { PayExisting } from "@/features/purchase/components/pay-existing"
import { WaitForShop } from "@/features/purchase/components/wait-for-shop"
import { findPaymentMethods, findPurchase } from "@/features/purchase/queries"
import { publicBackendUrl } from "@/lib/env"
import { currentLocale } from "@/lib/medusa"
import { Alert, Card, Container, Facts, PageHeading } from "@/lib/ui"

export const metadata: Metadata = { title: "Pay for your purchase", robots: { index: false }, referrer: "no-referrer" }

type Search = Promise<Record<string, string | string[] | undefined>>

/** The payment step of a purchase that was begun before: nothing has to be typed a second time. */
const PayPage = async ({ params, searchParams }: { params: Promise<{ id: string }>; searchParams: Search }) => {
  const [{ id }, search] = await Promise.all([params, searchParams])
  // A bank's own page sends shoppers back with the payment's secret in the address: it does not stay there. How the
  // payment stands is asked of the shop and not of the address.
  if (search.payment_intent_client_secret) redirect(`/purchase/${id}?returned=1`)
  const [purchase, locale, methods] = await Promise.all([findPurchase(id), currentLocale(), findPaymentMethods()])
  if (!purchase) notFound()
  if (purchase.status === "completed" || purchase.status === "processing") redirect(`/purchase/${id}/confirmation`)
  if (purchase.status === "expired") redirect(`/purchase/${id}/failed`)
  const providerId = purchase.payment_provider_id
  const instructions = purchase.payment?.instructions
  const others = methods.filter((method) => method.providerId !== providerId)
  const payment = (offered: typeof methods) => (
    <>
      <noscript>
        <Alert tone="amber" title="Payment requires JavaScript">
          Your card goes from your browser straight to the payment provider, and only a script can send it there.
        </Alert>
      </noscript>
      <PayExisting
        key={providerId}
        purchase={begunOf(purchase)}
        methods={offered}
        providerId={providerId}
        failure={search.returned ? (purchase.error?.code ?? "not_paid") : null}
        locale={locale}
        backendUrl={publicBackendUrl()}
      />
    </>
  )
  return (
    <Container width="form" className="grid gap-10 py-12 sm:py-16">
      <PageHeading title="Pay for your purchase">
        {instructions
          ? "Your details are saved."
          : "Your details are saved. Your card details go straight to the payment provider."}
      </PageHeading>
      <Card>
        <Facts
          rows={[
            ...purchase.items.map((item) => ({
              term: `${item.service}, ${item.tier}${item.quantity > 1 ? ` × ${item.quantity}` : ""}`,
              value: formatMoney(item.amount, purchase.currency_code, locale),
            })),
            { term: "Total", value: formatMoney(purchase.amount, purchase.currency_code, locale), strong: true },
          ]}
        />
      </Card>
      {instructions ? (
        <>
          <PaymentInstructions
            instructions={instructions}
            method={methods.find((method) => method.providerId === providerId)?.name}
            purchase={purchase}
            locale={locale}
          />
          <WaitForShop
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
              {payment(others)}
            </section>
          ) : null}
        </>
      ) : (
        payment(methods)
      )}
    </Container>
  )
}

export default PayPage
