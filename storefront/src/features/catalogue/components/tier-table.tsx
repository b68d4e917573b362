import type { ServiceView, TierView } from "@/lib/medusa"
import { ButtonLink } from "@/lib/ui/button"
import { cn } from "@/lib/ui/cn"
import { CheckIcon } from "@/lib/ui/icons"
import { featureRows, listedFeatures } from "../compare"
import { purchaseHref } from "../purchase-link"

const CELL = "border-t border-line px-5 py-4 align-top first:pl-0 last:pr-0"

/** Compares all plans in a table. */
export const TierTable = ({ service }: { service: Pick<ServiceView, "id" | "handle" | "title" | "tiers"> }) => (
  <table className="w-full table-fixed text-left">
    <caption className="sr-only">Plans for {service.title}</caption>
    <thead>
      <tr>
        <th
          scope="col"
          className={cn("px-5 pb-5 pl-0 align-bottom text-sm font-normal text-ink-soft", sideWidth(service.tiers))}
        >
          What you get
        </th>
        {service.tiers.map((tier) => (
          <th key={tier.id} scope="col" className="px-5 pb-5 align-bottom font-normal last:pr-0">
            <span className="block font-serif text-xl">{tier.title}</span>
            <span className="figures mt-1 block text-lg font-semibold">{tier.price.formatted}</span>
          </th>
        ))}
      </tr>
    </thead>
    <tbody>
      <FeatureBody tiers={service.tiers} />
      <tr>
        <td className={CELL} />
        {service.tiers.map((tier) => (
          <td key={tier.id} className={CELL}>
            <ButtonLink
              href={purchaseHref(service, tier)}
              prefetch={false}
              variant="secondary"
              size="sm"
              aria-label={`Purchase ${tier.title}, ${tier.price.formatted}`}
              data-event="button_clicked"
              data-service-id={service.id}
              data-place="tier_table"
            >
              Choose {tier.title}
            </ButtonLink>
          </td>
        ))}
      </tr>
    </tbody>
  </table>
)

// The first column contains feature names, or only the word "Included" when each plan lists its features.
const sideWidth = (tiers: readonly TierView[]) => (featureRows(tiers) ? "w-2/5" : "w-32")

const FeatureBody = ({ tiers }: { tiers: readonly TierView[] }) => {
  const rows = featureRows(tiers)
  if (!rows) {
    return (
      <tr>
        <th scope="row" className={`${CELL} font-normal`}>
          Included
        </th>
        {tiers.map((tier) => (
          <td key={tier.id} className={CELL}>
            <FeatureList features={listedFeatures(tiers, tier)} />
          </td>
        ))}
      </tr>
    )
  }
  return rows.map((row) => (
    <tr key={row.feature}>
      <th scope="row" className={`${CELL} font-normal`}>
        {row.feature}
      </th>
      {row.included.map((included, index) => (
        <td key={tiers[index]?.id} className={CELL}>
          {included ? <CheckIcon className="size-5 text-accent" /> : <span aria-hidden="true">–</span>}
          <span className="sr-only">{included ? "Included" : "Not included"}</span>
        </td>
      ))}
    </tr>
  ))
}

/** Lists the features of one plan. */
export const FeatureList = ({ features }: { features: readonly string[] }) => (
  <ul className="grid gap-3">
    {features.map((feature) => (
      <li key={feature} className="flex gap-3">
        <CheckIcon className="mt-0.5 size-5 shrink-0 text-accent" />
        {feature}
      </li>
    ))}
  </ul>
)
