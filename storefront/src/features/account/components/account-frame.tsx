import Link from "next/link"
import type { ReactNode } from "react"

import { SignOutButton } from "@/features/auth/components/sign-out-button"
import { Container } from "@/lib/ui"

const PAGES = [
  { href: "/account", label: "Requests" },
  { href: "/account/orders", label: "Orders" },
  { href: "/affiliate", label: "Affiliate" },
] as const

/** The account's own navigation around one of its pages. */
export const AccountFrame = ({
  current,
  children,
}: {
  current: (typeof PAGES)[number]["href"]
  children: ReactNode
}) => (
  <Container className="grid gap-10 py-10 sm:py-14">
    <div className="flex flex-wrap items-center justify-between gap-4 border-b border-line pb-4">
      <nav aria-label="Your account" className="flex gap-6">
        {PAGES.map(({ href, label }) => (
          <Link
            key={href}
            href={href}
            aria-current={href === current ? "page" : undefined}
            className={`inline-flex min-h-10 items-center underline-offset-8 ${
              href === current ? "font-medium underline decoration-accent decoration-2" : "text-ink-soft hover:text-ink"
            }`}
          >
            {label}
          </Link>
        ))}
      </nav>
      <SignOutButton />
    </div>
    {children}
  </Container>
)
