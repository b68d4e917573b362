import type { Metadata } from "next"
import type { ReactNode } from "react"

/**
 * Keeps the portal out of search engines and sends no referrer to other sites. `no-referrer` would also hide the origin of
 * forms sent before the script has loaded, and Next refuses those.
 */
export const metadata: Metadata = { robots: { index: false, follow: false }, referrer: "same-origin" }

const ProviderLayout = ({ children }: { children: ReactNode }) => <div data-portal="">{children}</div>

export default ProviderLayout
