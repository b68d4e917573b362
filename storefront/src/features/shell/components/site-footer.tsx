import Link from "next/link"
import { Container } from "@/lib/ui"
import { CurrencySwitch } from "./currency-switch"

const LINKS = [
  { href: "/#services", label: "All services" },
  { href: "/track", label: "Track a reference number" },
  { href: "/account", label: "Your account" },
  { href: "/provider", label: "For providers" },
  { href: "/affiliate", label: "Become an affiliate" },
] as const

export const SiteFooter = () => (
  <footer className="mt-24 border-t border-line bg-sunken">
    <Container className="grid gap-10 py-14 sm:grid-cols-[1fr_auto] sm:gap-16">
      <div className="grid max-w-[46ch] content-start gap-3">
        <p className="font-serif text-xl">Work you can follow from start to finish.</p>
        <p className="text-ink-soft">Every purchase has a reference number. Use it to check progress at any time.</p>
      </div>
      <div className="grid content-start gap-6">
        <nav aria-label="Footer">
          <ul className="grid gap-1">
            {LINKS.map((link) => (
              <li key={link.href}>
                <Link href={link.href} className="inline-flex min-h-8 items-center underline-offset-4 hover:underline">
                  {link.label}
                </Link>
              </li>
            ))}
          </ul>
        </nav>
        <CurrencySwitch className="justify-self-start lg:hidden" />
      </div>
    </Container>
  </footer>
)
