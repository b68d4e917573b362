import Link from "next/link"
import { getShop } from "@/lib/medusa"
import { Container } from "@/lib/ui"
import { CurrencySwitch } from "./currency-switch"

const LINKS = [
  { href: "/#services", label: "All services" },
  { href: "/track", label: "Track a reference number" },
  { href: "/account", label: "Your account" },
  { href: "/provider", label: "For providers" },
  { href: "/affiliate", label: "Become an affiliate" },
  { href: "/privacy-choices", label: "Privacy choices" },
  { href: "/privacy", label: "Your data" },
] as const

const LINKS_WITH_GOODS = [LINKS[0], { href: "/goods", label: "All products" }, ...LINKS.slice(1)]

const LINK = "inline-flex min-h-8 items-center underline-offset-4 hover:underline"

/** Links, the shop's published pages and its contact details. What isn't set in Admin is left out, and goods where the shop has none. */
export const SiteFooter = async ({ hasGoods }: { hasGoods: boolean }) => {
  const shop = await getShop()
  return (
    <footer className="mt-24 border-t border-line bg-sunken">
      <Container className="grid gap-10 py-14 sm:grid-cols-2 lg:grid-cols-[1fr_auto_auto] lg:gap-16">
        <div className="grid max-w-[46ch] content-start gap-3 sm:max-lg:col-span-2">
          <p className="font-serif text-xl">{shop.tagline || shop.name}</p>
          <p className="text-ink-soft">Every purchase has a reference number. Use it to check progress at any time.</p>
          <Contact email={shop.support_email} phone={shop.support_phone} />
          {shop.social_links.length > 0 ? (
            <ul className="flex flex-wrap gap-x-5">
              {shop.social_links.map(({ label, url }) => (
                <li key={url}>
                  <a href={url} rel="noopener noreferrer" className={LINK}>
                    {label}
                  </a>
                </li>
              ))}
            </ul>
          ) : null}
          {shop.seller ? <p className="text-sm text-ink-soft">{shop.seller.name}</p> : null}
        </div>
        <nav aria-label="Footer">
          <ul className="grid gap-1">
            {(hasGoods ? LINKS_WITH_GOODS : LINKS).map((link) => (
              <li key={link.href}>
                <Link href={link.href} className={LINK}>
                  {link.label}
                </Link>
              </li>
            ))}
          </ul>
        </nav>
        <div className="grid content-start gap-6">
          {shop.pages.length > 0 ? (
            <nav aria-label="Information">
              <ul className="grid gap-1">
                {shop.pages.map(({ slug, title }) => (
                  <li key={slug}>
                    <Link href={`/pages/${slug}`} className={LINK}>
                      {title}
                    </Link>
                  </li>
                ))}
              </ul>
            </nav>
          ) : null}
          <CurrencySwitch className="justify-self-start lg:hidden" />
        </div>
      </Container>
    </footer>
  )
}

/** The shop's support address and phone number, as far as they are set. */
export const Contact = ({ email, phone }: { email: string; phone: string }) =>
  email || phone ? (
    <ul className="flex flex-wrap gap-x-5">
      {email ? (
        <li>
          <a href={`mailto:${email}`} className={LINK}>
            {email}
          </a>
        </li>
      ) : null}
      {phone ? (
        <li>
          <a href={`tel:${phone}`} className={LINK}>
            {phone}
          </a>
        </li>
      ) : null}
    </ul>
  ) : null
