"use client"

import Link from "next/link"
import { usePathname } from "next/navigation"
import { useEffect, useRef } from "react"

/** The page that the path belongs to: the one with the longest address that begins it. */
const pageOf = (pages: readonly { href: string }[], path: string): string | undefined =>
  pages
    .map(({ href }) => href)
    .filter((href) => path === href || path.startsWith(`${href}/`))
    .sort((one, other) => other.length - one.length)[0]

/**
 * The pages of a signed-in area in one line. Where the line is longer than the screen it scrolls sideways, starts with the
 * current page in sight, and fades at its end to show that there is more.
 */
export const SectionNav = ({
  label,
  pages,
  current: known,
}: {
  label: string
  pages: readonly { href: string; label: string }[]
  /** Default: the page that is shown or loads. */
  current?: string | undefined
}) => {
  const path = usePathname()
  const current = known ?? pageOf(pages, path)
  const line = useRef<HTMLElement>(null)
  useEffect(() => {
    const nav = line.current
    const page = nav?.querySelector<HTMLElement>("[aria-current]")
    if (!nav || !page) return
    const [outer, inner] = [nav.getBoundingClientRect(), page.getBoundingClientRect()]
    nav.scrollLeft += inner.left - outer.left - (outer.width - inner.width) / 2
  }, [current])
  return (
    <nav
      ref={line}
      aria-label={label}
      className="-mx-1 flex min-w-0 flex-1 gap-x-5 overflow-x-auto mask-r-from-[calc(100%-2rem)] px-1 pr-8 [scrollbar-width:none]"
    >
      {pages.map(({ href, label: name }) => (
        <Link
          key={href}
          href={href}
          aria-current={href === current ? "page" : undefined}
          className={`inline-flex min-h-11 shrink-0 items-center whitespace-nowrap underline-offset-8 -outline-offset-2 ${
            href === current ? "font-medium underline decoration-accent decoration-2" : "text-ink-soft hover:text-ink"
          }`}
        >
          {name}
        </Link>
      ))}
    </nav>
  )
}
