import Link from "next/link"
import type { ReactNode } from "react"

import { Container } from "./surface"

/** Wraps a page of a signed-in area in its navigation. */
export const SectionFrame = ({
  label,
  pages,
  current,
  signOut,
  children,
}: {
  label: string
  pages: readonly { href: string; label: string }[]
  current: string
  signOut: ReactNode
  children: ReactNode
}) => (
  <Container data-portal="" className="grid gap-8 py-6 sm:gap-10 sm:py-12">
    <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 border-b border-line pb-3">
      <nav aria-label={label} className="flex flex-wrap gap-x-5">
        {pages.map(({ href, label: name }) => (
          <Link
            key={href}
            href={href}
            aria-current={href === current ? "page" : undefined}
            className={`inline-flex min-h-11 items-center underline-offset-8 ${
              href === current ? "font-medium underline decoration-accent decoration-2" : "text-ink-soft hover:text-ink"
            }`}
          >
            {name}
          </Link>
        ))}
      </nav>
      {signOut}
    </div>
    {children}
  </Container>
)
