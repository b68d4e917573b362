import type { Appearance } from "@stripe/stripe-js"

/** Design tokens used in Stripe's form. */
export type Token = "raised" | "ink" | "ink-soft" | "line-strong" | "accent" | "red"

/**
 * Returns the appearance of Stripe's form in the shop's design. The form is in an iframe without access to the page's
 * stylesheet, so `color` must return plain color values.
 */
export const stripeAppearance = (color: (token: Token) => string, dark: boolean): Appearance => ({
  theme: dark ? "night" : "stripe",
  labels: "above",
  variables: {
    colorPrimary: color("accent"),
    colorBackground: color("raised"),
    colorText: color("ink"),
    colorTextSecondary: color("ink-soft"),
    colorTextPlaceholder: color("ink-soft"),
    colorDanger: color("red"),
    fontFamily: "Inter, ui-sans-serif, system-ui, sans-serif",
    fontSizeBase: "16px",
    fontLineHeight: "1.6",
    borderRadius: "10px",
    spacingUnit: "4px",
    gridRowSpacing: "24px",
    gridColumnSpacing: "24px",
  },
  rules: {
    ".Input": { border: `1px solid ${color("line-strong")}`, boxShadow: "none", padding: "12px 16px" },
    ".Input:focus": { border: `1px solid ${color("accent")}`, boxShadow: `0 0 0 1px ${color("accent")}` },
    ".Input--invalid": { border: `1px solid ${color("red")}`, boxShadow: "none" },
    ".Label": { fontWeight: "500", fontSize: "16px" },
    ".Tab": { border: `1px solid ${color("line-strong")}`, boxShadow: "none" },
    ".Tab--selected": { border: `1px solid ${color("accent")}`, boxShadow: "none" },
    ".Error": { fontSize: "14px" },
  },
})

/**
 * Returns a token's current color as rgb(). The browser resolves the theme; a canvas converts the color space, because
 * Stripe only accepts rgb().
 */
export const displayedColor = (token: Token): string => {
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
