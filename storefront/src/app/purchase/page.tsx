import type { Metadata } from "next"
import { redirect } from "next/navigation"

import { currentCustomer } from "@/features/auth/queries"
import { UploadScript } from "@/features/files/components/upload-script"
import { BoughtBefore } from "@/features/purchase/components/bought-before"
import { PurchaseCheckout } from "@/features/purchase/components/purchase-checkout"
import { UnavailableOffer } from "@/features/purchase/components/unavailable-offer"
import { findOffer } from "@/features/purchase/queries"
import { findPlanDraft, findPlanFiles } from "@/features/purchase/server-draft"
import { publicBackendUrl } from "@/lib/env"
import { getShop } from "@/lib/medusa"
import { Alert, Container, PageHeading } from "@/lib/ui"

export const metadata: Metadata = { title: "Checkout", robots: { index: false } }

type Search = Promise<Record<string, string | string[] | undefined>>

const PurchasePage = async ({ searchParams }: { searchParams: Search }) => {
  const search = await searchParams
  const parameter = (name: string) => [search[name]].flat()[0]
  const handle = parameter("service")
  if (!handle) redirect("/")
  const [offer, customer, shop] = await Promise.all([
    findOffer(handle, parameter("tier"), parameter("quantity")),
    currentCustomer(),
    getShop(),
  ])
  if (!offer) return <UnavailableOffer handle={handle} />
  const asksForFiles = offer.questions.some(({ type }) => type === "file")
  const [draft, files] = await Promise.all([
    findPlanDraft(offer.tier.id),
    asksForFiles ? findPlanFiles(offer.tier.id) : [],
  ])
  return (
    <Container className="grid gap-10 py-12 sm:py-16">
      {asksForFiles ? <UploadScript /> : null}
      <PageHeading title={offer.service.title} eyebrow={`Checkout · ${offer.tier.title}`}>
        Three short steps and we'll take it from there.
      </PageHeading>
      <noscript>
        <Alert tone="amber" title="Payment requires JavaScript">
          Your card details go from your browser straight to the payment provider, which requires JavaScript. Turn it
          on, then reload the page.
        </Alert>
      </noscript>
      <BoughtBefore key={offer.tier.id} serviceHandle={offer.service.handle} tierId={offer.tier.id}>
        <PurchaseCheckout
          offer={offer}
          shopName={shop.name}
          backendUrl={publicBackendUrl()}
          customer={customer && { full_name: customer.full_name, email: customer.email, phone: customer.phone }}
          files={files}
          saved={{ fields: draft?.values ?? {}, remind: draft?.remind ?? false }}
        />
      </BoughtBefore>
    </Container>
  )
}

export default PurchasePage
