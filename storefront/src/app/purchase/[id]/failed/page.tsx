import { notFound, redirect } from "next/navigation"

import { PurchaseFailed } from "@/features/purchase/components/purchase-failed"
import { findPurchase, purchaseMetadata } from "@/features/purchase/queries"
import { isCartPurchase } from "@/lib/cart-key"
import { currentLocale } from "@/lib/medusa"
import { Container } from "@/lib/ui"

type Params = { params: Promise<{ id: string }> }

export const generateMetadata = ({ params }: Params) => purchaseMetadata(params, "Your payment")

const FailedPage = async ({ params }: Params) => {
  const { id } = await params
  const [purchase, locale, ofCart] = await Promise.all([findPurchase(id), currentLocale(), isCartPurchase(id)])
  if (!purchase) notFound()
  if (purchase.status === "completed" || purchase.status === "processing") redirect(`/purchase/${id}/confirmation`)
  if (purchase.status === "awaiting_payment" && !purchase.error) redirect(`/purchase/${id}`)
  return (
    <Container width="form" className="py-12 sm:py-16">
      <PurchaseFailed purchase={purchase} locale={locale} ofCart={ofCart} />
    </Container>
  )
}

export default FailedPage
