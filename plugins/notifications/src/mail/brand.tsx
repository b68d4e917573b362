import { createContext, useContext } from "react"

import type { MailBrand } from "../contracts/brand"
import { theme } from "./theme"

/** What emails show without a plugin that knows the shop's brand. */
export const DEFAULT_BRAND: MailBrand = { name: "Atrium", logoUrl: null, accent: null, onAccent: null }

/** The brand of the email that is being rendered. */
export const MailBrandContext = createContext<MailBrand>(DEFAULT_BRAND)

/** The shop's name, logo and colors, for the components of an email. */
export const useMailBrand = () => {
  const { name, logoUrl, accent, onAccent } = useContext(MailBrandContext)
  return {
    name,
    logoUrl,
    accent: accent ?? { light: theme.accent, dark: theme.accentOnDark },
    onAccent: onAccent ?? { light: theme.onAccent, dark: theme.onAccentOnDark },
  }
}
