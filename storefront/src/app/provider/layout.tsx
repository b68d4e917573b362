import type { Metadata } from "next"
import type { ReactNode } from "react"

/** Keeps the portal out of search engines and sends no referrer. */
export const metadata: Metadata = { robots: { index: false, follow: false }, referrer: "no-referrer" }

const ProviderLayout = ({ children }: { children: ReactNode }) => children

export default ProviderLayout
