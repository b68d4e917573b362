import { Button } from "@/lib/ui/button"
import { CheckIcon } from "@/lib/ui/icons"
import { AS_AGREED } from "../format"
import { TierPanels } from "./tier-panels"

export type TierOption = {
  id: string
  title: string
  price: string
  features: readonly string[]
  duration: string | null
}

export type TierPickerProps = {
  service: { id: string; handle: string }
  tiers: readonly TierOption[]
}

const TIER_FORM = "choose-plan"

/**
 * Keeps the total and the button in view on phones, where the form is above the page's text. Last on the page, so that at
 * the end it covers nothing. Submits the form.
 */
export const BuyBar = ({ price }: { price: string | undefined }) => (
  <div
    data-testid="buy-bar"
    className="sticky bottom-0 z-10 -mx-5 flex items-center justify-between gap-4 border-t border-line bg-raised px-5 py-2 sm:-mx-8 sm:px-8 lg:hidden"
  >
    <p className="grid">
      <span className="text-sm text-ink-soft">Total</span>
      <span data-total="" className="figures text-lg font-semibold">
        {price}
      </span>
    </p>
    <Button type="submit" form={TIER_FORM}>
      Buy now
    </Button>
  </div>
)

/**
 * Selects a plan and continues to the purchase page. A plain GET form, so it works without JavaScript; `public/shop.js`
 * updates the total.
 */
export const TierPicker = ({ service, tiers }: TierPickerProps) => (
  <form
    id={TIER_FORM}
    action="/purchase"
    className="grid gap-6"
    data-tier-picker=""
    data-event="button_clicked"
    data-service-id={service.id}
    data-place="purchase_now"
  >
    <fieldset className="grid gap-3">
      <legend className="mb-4 font-serif text-xl">Choose a plan</legend>
      {tiers.map((tier, index) => (
        <label
          key={tier.id}
          className={
            "group grid grid-cols-[auto_1fr_auto] items-baseline gap-x-3 rounded-md border border-line-strong bg-raised px-4 " +
            "py-3 transition-colors hover:border-accent has-checked:border-accent has-checked:bg-accent-soft"
          }
        >
          <input
            type="radio"
            name="tier"
            value={tier.id}
            defaultChecked={index === 0}
            data-tier-index={index}
            data-price={tier.price}
            data-title={tier.title}
            className="size-4 translate-y-0.5 accent-accent"
          />
          <span className="font-medium">{tier.title}</span>
          <span className="figures">{tier.price}</span>
          {/* Shown with CSS from the radio's state, so it works without JavaScript. */}
          <span className="col-span-2 col-start-2 mt-2 hidden gap-1 text-sm group-has-checked:grid">
            {tier.features.map((feature) => (
              <span key={feature} className="flex gap-2">
                <CheckIcon className="mt-0.5 size-4 shrink-0 text-accent" />
                {feature}
              </span>
            ))}
          </span>
        </label>
      ))}
    </fieldset>
    <input type="hidden" name="service" value={service.handle} />
    <dl className="grid gap-2 border-t border-line pt-5">
      {tiers.some(({ duration }) => duration) ? (
        <div className="flex items-baseline justify-between gap-4">
          <dt className="text-ink-soft">Done in</dt>
          <dd className="figures">
            <TierPanels tiers={tiers} keyOf={({ duration }) => duration} inline>
              {({ duration }) => duration ?? AS_AGREED}
            </TierPanels>
          </dd>
        </div>
      ) : null}
      <div className="flex items-baseline justify-between gap-4">
        <dt className="text-ink-soft">Total</dt>
        <dd data-total="" aria-live="polite" className="figures text-xl font-semibold">
          {tiers[0]?.price}
        </dd>
      </div>
    </dl>
    <div className="grid gap-3">
      <Button type="submit" size="lg" full>
        Buy now
      </Button>
      <Button
        type="submit"
        formAction="/cart/items"
        formMethod="post"
        variant="secondary"
        size="lg"
        full
        data-event="cart_item_added"
        data-service-id={service.id}
      >
        Add to cart
      </Button>
    </div>
  </form>
)
