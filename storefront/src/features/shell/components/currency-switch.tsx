import { currencySymbol } from "@/lib/currency"
import { currentRegion, isApiError, listRegions, oneRegionPerCurrency } from "@/lib/medusa"
import { cn } from "@/lib/ui"
import { chooseCurrency } from "../actions"

/** One button per currency the shop sells in; a plain form, so it works before JavaScript. */
export const CurrencySwitch = async ({ className }: { className?: string }) => {
  const { offered, current } = await choices()
  if (offered.length < 2) return null
  return (
    <form action={chooseCurrency} className={className}>
      <fieldset className="flex rounded-md border border-line bg-raised p-1">
        <legend className="sr-only">Show prices in</legend>
        {offered.map((region) => {
          const chosen = region.currency_code === current?.currency_code
          const code = region.currency_code.toUpperCase()
          return (
            <button
              key={region.currency_code}
              name="currency"
              value={region.currency_code}
              aria-pressed={chosen}
              aria-label={`Prices in ${code}`}
              className={cn(
                "min-h-8 rounded-sm px-3 text-sm transition-colors",
                chosen ? "bg-accent-soft font-medium text-accent-strong" : "text-ink-soft hover:text-ink"
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

const choices = async () => {
  try {
    const [regions, current] = await Promise.all([listRegions(), currentRegion()])
    return { offered: oneRegionPerCurrency(regions), current }
  } catch (error) {
    // When the shop is out of reach the page says so itself; the frame around it must not fall with it.
    if (isApiError(error)) return { offered: [], current: undefined }
    throw error
  }
}
