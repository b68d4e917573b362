import type { Metadata } from "next"
import type { ReactNode } from "react"

/** Nothing of the portal is for search engines, and its addresses are nobody else's business. */
export const metadata: Metadata = { robots: { index: false, follow: false }, referrer: "no-referrer" }

const ProviderLayout = ({ children }: { children: ReactNode }) => children

export default ProviderLayout
