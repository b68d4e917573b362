import Link from "next/link"
import type { ReactNode } from "react"
import { Container } from "@/lib/ui"
import { CartIcon, SearchIcon, UserIcon } from "@/lib/ui/icons"
import { CurrencySwitch } from "./currency-switch"
import { ThemeToggle } from "./theme-toggle"

const LINK =
  "flex min-h-10 items-center rounded-md px-1 text-sm whitespace-nowrap text-ink transition-colors hover:bg-sunken sm:px-3 sm:text-base"

export const SiteHeader = ({ wordmark }: { wordmark: ReactNode }) => (
  <header className="border-b border-line">
    <Container className="flex min-h-18 items-center justify-between gap-1 sm:gap-4">
      {wordmark}
      <HeaderSearch />
      <div className="flex items-center sm:gap-2">
        <nav aria-label="Main" className="flex items-center sm:gap-1">
          <Link href="/#services" className={LINK}>
            Services
          </Link>
          <Link href="/track" className={LINK}>
            Track
          </Link>
        </nav>
        <CurrencySwitch className="hidden lg:block" />
        <ThemeToggle />
        <CartLink />
        <Link href="/account" className={LINK} aria-label="Your account">
          <UserIcon />
          <span className="ml-2 hidden xl:inline">Account</span>
        </Link>
      </div>
    </Container>
  </header>
)

/** `public/shop.js` adds the number of units, because public pages are the same for everyone. */
const CartLink = () => (
  <Link href="/cart" prefetch={false} className={LINK} data-cart-link="" suppressHydrationWarning>
    <CartIcon />
    <span className="sr-only">Cart</span>
  </Link>
)

/** Opens the home page with the results. Phones have no room for it: their Services link leads to the page's own search. */
const HeaderSearch = () => (
  <form action="/" role="search" aria-label="Find a service" className="relative hidden max-w-72 flex-1 md:block">
    <SearchIcon className="pointer-events-none absolute top-2.5 left-3 size-5 text-ink-soft" />
    <input
      type="search"
      name="q"
      maxLength={100}
      aria-label="Find a service"
      placeholder="Find a service"
      className="min-h-10 w-full rounded-md border border-line-strong bg-raised pr-3 pl-10 text-sm transition-colors placeholder:text-ink-soft hover:border-accent"
    />
  </form>
)
