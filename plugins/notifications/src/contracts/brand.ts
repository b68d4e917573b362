/** A color on light and on dark backgrounds. */
export type ShadedColor = { readonly light: string; readonly dark: string }

/** How the shop presents itself in its emails. */
export type MailBrand = {
  readonly name: string
  /** Of an image that email clients can load; shown in place of the name. */
  readonly logoUrl: string | null
  /** Links and buttons; null for the default color. */
  readonly accent: ShadedColor | null
  /** Text on the accent color. */
  readonly onAccent: ShadedColor | null
}
