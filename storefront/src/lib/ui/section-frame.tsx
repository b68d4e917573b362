import type { ReactNode } from "react"

import { SectionNav } from "./section-nav"
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
  current?: string | undefined
  signOut: ReactNode
  children: ReactNode
}) => (
  <Container data-portal="" className="grid grid-cols-[minmax(0,1fr)] gap-8 py-6 sm:gap-10 sm:py-12">
    <div className="flex items-center justify-between gap-x-4 border-b border-line pb-3">
      <SectionNav label={label} pages={pages} current={current} />
      {signOut}
    </div>
    {children}
  </Container>
)
