import { currencySymbol } from "@/lib/currency"
import { currentRegion, isApiError, listRegions, oneRegionPerCurrency } from "@/lib/medusa"
import { cn } from "@/lib/ui"
import { chooseCurrency } from "../actions"

/** One button per currency the shop sells in. A plain form, so it works without JavaScript. */
export const CurrencySwitch = async ({ className }: { className?: string }) => {
  const { regions, current } = await currencyChoices()
  if (regions.length < 2) return null
  return (
    <form action={chooseCurrency} className={className}>
      <fieldset className="flex rounded-md border border-line bg-raised p-1">
        <legend className="sr-only">Show prices in</legend>
        {regions.map((region) => {
          const selected = region.currency_code === current?.currency_code
          const code = region.currency_code.toUpperCase()
          return (
            <button
              key={region.currency_code}
              name="currency"
              value={region.currency_code}
              aria-pressed={selected}
              aria-label={`Prices in ${code}`}
              className={cn(
                "min-h-8 rounded-sm px-3 text-sm transition-colors",
                selected ? "bg-accent-soft font-medium text-accent-strong" : "text-ink-soft hover:text-ink"
              )}
            >
              <span aria-hidden="true">{currencySymbol(region.currency_code)} </span>
              {code}
            </button>
          )
        })}
      </fieldset>
    </form>
  )
}

const currencyChoices = async () => {
  try {
    const [regions, current] = await Promise.all([listRegions(), currentRegion()])
    return { regions: oneRegionPerCurrency(regions), current }
  } catch (error) {
    // When the backend is unavailable the page reports it; the layout around it must still render.
    if (isApiError(error)) return { regions: [], current: undefined }
    throw error
  }
}
