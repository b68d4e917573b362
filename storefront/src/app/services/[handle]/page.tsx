import type { Metadata } from "next"
import { notFound } from "next/navigation"
import { listedFeatures } from "@/features/catalogue/compare"
import { ServiceDescription, ServiceHeader } from "@/features/catalogue/components/service-header"
import { ServiceAnswers, ServiceNeeds, ServiceSteps } from "@/features/catalogue/components/service-story"
import { TierComparison } from "@/features/catalogue/components/tier-comparison"
import { BuyBar, TierPicker } from "@/features/catalogue/components/tier-picker"
import { BookConsultation } from "@/features/consultations/components/book-consultation"
import { findOffer } from "@/features/consultations/queries"
import { structuredData } from "@/features/catalogue/structured-data"
import { formatDuration } from "@/features/catalogue/format"
import { serviceCard, socialImage } from "@/features/social-image/card"
import { storefrontUrl } from "@/lib/env"
import { findService, getShop, listCategories } from "@/lib/medusa"
import { Card, Container } from "@/lib/ui"

export const generateMetadata = async ({ params }: PageProps<"/services/[handle]">): Promise<Metadata> => {
  const [service, shop] = await Promise.all([findService((await params).handle), getShop()])
  if (!service) return { title: "Service not found" }
  return {
    title: service.title,
    description: service.short_description,
    alternates: { canonical: `/services/${service.handle}` },
    openGraph: {
      siteName: shop.name,
      type: "website",
      title: service.title,
      description: service.short_description,
      url: `/services/${service.handle}`,
      images: socialImage(`/services/${service.handle}`, serviceCard(shop, service)),
    },
  }
}

const ServicePage = async ({ params }: PageProps<"/services/[handle]">) => {
  const { handle } = await params
  const [service, categories, shop, offer] = await Promise.all([
    findService(handle),
    listCategories(),
    getShop(),
    findOffer(handle),
  ])
  if (!service) notFound()
  const categoryName = categories.find((category) => category.handle === service.category)?.name
  return (
    <Container className="pt-10" data-view="service_viewed" data-service-id={service.id}>
      <script
        type="application/ld+json"
        dangerouslySetInnerHTML={{
          __html: structuredData(service, `${storefrontUrl()}/services/${service.handle}`, shop.name),
        }}
      />
      <div className="grid gap-x-16 gap-y-14 lg:grid-cols-[minmax(0,1fr)_22rem]">
        <ServiceHeader service={service} categoryName={categoryName} />
        <aside aria-label="Buy" className="lg:row-span-2">
          <Card raised className="lg:sticky lg:top-8">
            <TierPicker
              service={{
                id: service.id,
                handle: service.handle,
              }}
              tiers={service.tiers.map((tier) => ({
                id: tier.id,
                title: tier.title,
                price: tier.price.formatted,
                features: listedFeatures(service.tiers, tier),
                duration: tier.duration_days === null ? null : formatDuration(tier.duration_days),
              }))}
            />
            {offer ? <BookConsultation offer={offer} /> : null}
          </Card>
        </aside>
        <div className="grid content-start gap-16">
          {service.description ? <ServiceDescription text={service.description} /> : null}
          <ServiceSteps service={service} />
          <ServiceNeeds service={service} />
          <ServiceAnswers />
        </div>
      </div>
      <div className="pt-20">
        <TierComparison service={service} />
      </div>
      <BuyBar price={service.tiers[0]?.price.formatted} />
    </Container>
  )
}

export default ServicePage
