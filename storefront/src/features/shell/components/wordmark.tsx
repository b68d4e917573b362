import Link from "next/link"
import type { ShopView } from "@/lib/medusa"

/** The shop's logo, or a mark with its name, linked to the home page. */
export const Wordmark = ({ name, logoUrl }: { name: string; logoUrl: ShopView["logo_url"] }) => (
  <Link href="/" className="flex min-w-0 items-center gap-2 text-ink sm:gap-3">
    {logoUrl ? (
      // Not next/image: the picture may be of any storage, and its size is limited by the style.
      <img src={logoUrl} alt={name} className="h-8 w-auto max-w-32 object-contain sm:max-w-48" />
    ) : (
      <>
        <svg
          viewBox="0 0 32 32"
          aria-hidden="true"
          className="size-8 shrink-0 text-accent"
          fill="none"
          stroke="currentColor"
        >
          <path d="M4 28V15a12 12 0 0 1 24 0v13" strokeWidth="2" />
          <path d="M10 28V16a6 6 0 0 1 12 0v12" strokeWidth="2" opacity="0.6" />
          <path d="M2 28h28" strokeWidth="2" strokeLinecap="round" />
        </svg>
        <span className="truncate font-serif text-xl font-medium tracking-tight max-[349px]:sr-only">{name}</span>
      </>
    )}
  </Link>
)
