import Link from "next/link"
import type { ReactNode } from "react"

import { Button, Container } from "@/lib/ui"

import { signOutProvider } from "../auth-actions"

const PAGES = [
  { href: "/provider", label: "Now" },
  { href: "/provider/requests", label: "All requests" },
  { href: "/provider/absences", label: "Absences" },
] as const

/** The portal's own navigation around one of its pages. */
export const PortalFrame = ({
  current,
  children,
}: {
  current: (typeof PAGES)[number]["href"]
  children: ReactNode
}) => (
  <Container className="grid gap-8 py-6 sm:py-12">
    <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 border-b border-line pb-3">
      <nav aria-label="Provider portal" className="flex flex-wrap gap-x-5">
        {PAGES.map(({ href, label }) => (
          <Link
            key={href}
            href={href}
            aria-current={href === current ? "page" : undefined}
            className={`inline-flex min-h-11 items-center underline-offset-8 ${
              href === current ? "font-medium underline decoration-accent decoration-2" : "text-ink-soft hover:text-ink"
            }`}
          >
            {label}
          </Link>
        ))}
      </nav>
      <form action={signOutProvider}>
        <Button type="submit" variant="quiet" size="sm">
          Sign out
        </Button>
      </form>
    </div>
    {children}
  </Container>
)
