import { Fragment, type ReactNode } from "react"

type Tier = { readonly id: string }

/**
 * Shows the part of the page that belongs to the plan selected in the tier picker, without JavaScript: globals.css shows
 * the panel with the number of the checked radio button. Renders a single part when `keyOf` is the same for all plans.
 */
export const TierPanels = <T extends Tier>({
  tiers,
  keyOf,
  children,
  inline = false,
}: {
  tiers: readonly T[]
  keyOf: (tier: T) => unknown
  children: (tier: T) => ReactNode
  inline?: boolean
}) => {
  const [first] = tiers
  if (!first) return null
  const keys = new Set(tiers.map((tier) => JSON.stringify(keyOf(tier))))
  if (keys.size === 1) return children(first)
  const Panel = inline ? "span" : "div"
  return (
    <Fragment>
      {tiers.map((tier, index) => (
        <Panel key={tier.id} data-tier-panel={index}>
          {children(tier)}
        </Panel>
      ))}
    </Fragment>
  )
}
