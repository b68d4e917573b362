import type { Appearance } from "@stripe/stripe-js"

/** Names of the design's colours that Stripe's form takes over. */
export type Token = "raised" | "ink" | "ink-soft" | "line-strong" | "accent" | "red"

/**
 * Stripe's form in the shop's colours and type. It stands in a frame of Stripe's, where our stylesheet does not reach:
 * `colour` gives each token as a plain colour, as the page shows it now.
 */
export const stripeAppearance = (colour: (token: Token) => string, dark: boolean): Appearance => ({
  theme: dark ? "night" : "stripe",
  labels: "above",
  variables: {
    colorPrimary: colour("accent"),
    colorBackground: colour("raised"),
    colorText: colour("ink"),
    colorTextSecondary: colour("ink-soft"),
    colorTextPlaceholder: colour("ink-soft"),
    colorDanger: colour("red"),
    fontFamily: "Inter, ui-sans-serif, system-ui, sans-serif",
    fontSizeBase: "16px",
    fontLineHeight: "1.6",
    borderRadius: "10px",
    spacingUnit: "4px",
    gridRowSpacing: "24px",
    gridColumnSpacing: "24px",
  },
  rules: {
    ".Input": { border: `1px solid ${colour("line-strong")}`, boxShadow: "none", padding: "12px 16px" },
    ".Input:focus": { border: `1px solid ${colour("accent")}`, boxShadow: `0 0 0 1px ${colour("accent")}` },
    ".Input--invalid": { border: `1px solid ${colour("red")}`, boxShadow: "none" },
    ".Label": { fontWeight: "500", fontSize: "16px" },
    ".Tab": { border: `1px solid ${colour("line-strong")}`, boxShadow: "none" },
    ".Tab--selected": { border: `1px solid ${colour("accent")}`, boxShadow: "none" },
    ".Error": { fontSize: "14px" },
  },
})

/**
 * A token of the stylesheet as rgb(): the browser resolves light and dark and the colour space, a canvas writes it in
 * the one notation every frame understands.
 */
export const shownColour = (token: Token): string => {
  const probe = document.createElement("span")
  probe.style.color = `var(--${token})`
  document.body.append(probe)
  const resolved = getComputedStyle(probe).color
  probe.remove()
  const context = document.createElement("canvas").getContext("2d", { willReadFrequently: true })
  if (!context) return resolved
  context.fillStyle = resolved
  context.fillRect(0, 0, 1, 1)
  const [red, green, blue] = context.getImageData(0, 0, 1, 1).data
  return `rgb(${red}, ${green}, ${blue})`
}
