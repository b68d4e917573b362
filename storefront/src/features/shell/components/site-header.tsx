import Link from "next/link"
import { Container } from "@/lib/ui"
import { UserIcon } from "@/lib/ui/icons"
import { CurrencySwitch } from "./currency-switch"
import { ThemeToggle } from "./theme-toggle"
import { Wordmark } from "./wordmark"

const LINK = "flex min-h-10 items-center rounded-md px-3 text-ink transition-colors hover:bg-sunken"

export const SiteHeader = () => (
  <header className="border-b border-line">
    <Container className="flex min-h-18 items-center justify-between gap-4">
      <Wordmark />
      <div className="flex items-center gap-1 sm:gap-2">
        <nav aria-label="Main" className="flex items-center gap-1">
          <Link href="/#services" className={`${LINK} hidden sm:flex`}>
            Services
          </Link>
          <Link href="/track" className={LINK}>
            Track
          </Link>
        </nav>
        <CurrencySwitch className="hidden md:block" />
        <ThemeToggle />
        <Link href="/account" className={LINK} aria-label="Your account">
          <UserIcon />
          <span className="ml-2 hidden lg:inline">Account</span>
        </Link>
      </div>
    </Container>
  </header>
)
