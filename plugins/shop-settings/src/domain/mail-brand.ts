import type { MailBrand } from "@atrium/notifications/contracts"

import type { ShopOut } from "../contracts"
import { accentPalette } from "./accent-color"

/** How the shop presents itself in its emails. */
export const mailBrandOf = ({
  name,
  logo_url: logoUrl,
  accent_color: color,
}: Pick<ShopOut, "name" | "logo_url" | "accent_color">): MailBrand => {
  const palette = color === null ? null : accentPalette(color)
  return { name, logoUrl, accent: palette?.accent ?? null, onAccent: palette?.["on-accent"] ?? null }
}
