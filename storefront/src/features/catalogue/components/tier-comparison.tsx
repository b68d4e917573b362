import type { ServiceView } from "@/lib/medusa"
import { ButtonLink } from "@/lib/ui/button"
import { Tabs } from "@/lib/ui/tabs"
import { listedFeatures } from "../compare"
import { purchaseHref } from "../purchase-link"
import { FeatureList, TierTable } from "./tier-table"

/** Compares all plans: a table on wide screens, tabs on phones. */
export const TierComparison = ({ service }: { service: Pick<ServiceView, "id" | "handle" | "title" | "tiers"> }) => (
  <section aria-labelledby="tiers-heading" className="grid gap-6">
    <h2 id="tiers-heading" className="text-2xl">
      Compare plans
    </h2>
    <div className="hidden md:block">
      <TierTable service={service} />
    </div>
    <div className="md:hidden">
      <Tabs
        id="tiers"
        label="Plans"
        tabs={service.tiers.map((tier) => ({
          id: tier.id,
          label: tier.title,
          panel: (
            <div className="grid gap-6">
              <p className="figures text-xl font-semibold">{tier.price.formatted}</p>
              <FeatureList features={listedFeatures(service.tiers, tier)} />
              <ButtonLink href={purchaseHref(service, tier)} prefetch={false} variant="secondary" full>
                Choose {tier.title}
              </ButtonLink>
            </div>
          ),
        }))}
      />
    </div>
  </section>
)
