import type { Metadata, Viewport } from "next"
import { cookies, headers } from "next/headers"
import type { ReactNode } from "react"
import { ConsentLine } from "@/features/shell/components/consent-line"
import { SiteFooter } from "@/features/shell/components/site-footer"
import { SiteHeader } from "@/features/shell/components/site-header"
import { Wordmark } from "@/features/shell/components/wordmark"
import { accentStyle } from "@/features/shell/accent-style"
import { isTheme, THEME_COOKIE } from "@/lib/cookies"
import { shopScripts } from "@/features/shell/shop-script"
import { hasGoods } from "@/features/goods/has-goods"
import { shopCard, socialImage } from "@/features/social-image/card"
import { storefrontUrl } from "@/lib/env"
import { getShop } from "@/lib/medusa"
import { fontVariables } from "@/lib/ui/fonts"
import "./globals.css"

export const generateMetadata = async (): Promise<Metadata> => {
  const shop = await getShop()
  const { name, tagline, description } = shop
  return {
    metadataBase: new URL(storefrontUrl()),
    title: { default: tagline ? `${name}: ${tagline.replace(/\.$/, "")}` : name, template: `%s · ${name}` },
    description: description || undefined,
    openGraph: { siteName: name, type: "website", images: socialImage("", shopCard(shop)) },
    twitter: { card: "summary_large_image" },
  }
}

export const viewport: Viewport = {
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: "#fbfaf6" },
    { media: "(prefers-color-scheme: dark)", color: "#10131a" },
  ],
}

const RootLayout = async ({ children }: { children: ReactNode }) => {
  const theme = (await cookies()).get(THEME_COOKIE)?.value
  // Public pages have no nonce (src/lib/security-headers.ts).
  const nonce = (await headers()).get("x-nonce") ?? undefined
  const { name, logo_url: logoUrl, accent_color: accentColor } = await getShop()
  return (
    <html
      lang="en"
      className={fontVariables}
      data-theme={isTheme(theme) ? theme : undefined}
      style={accentStyle(accentColor)}
    >
      <body className="flex min-h-dvh flex-col">
        <a
          href="#content"
          className="absolute top-2 left-2 z-20 -translate-y-20 rounded-md bg-accent px-4 py-2 text-on-accent focus:translate-y-0"
        >
          Skip to content
        </a>
        <SiteHeader wordmark={<Wordmark name={name} logoUrl={logoUrl} />} />
        <ConsentLine />
        <main id="content" tabIndex={-1} className="flex-1 outline-none">
          {children}
        </main>
        <SiteFooter hasGoods={await hasGoods()} />
        {shopScripts().map((url) => (
          <script key={url} src={url} nonce={nonce} defer suppressHydrationWarning />
        ))}
      </body>
    </html>
  )
}

export default RootLayout
