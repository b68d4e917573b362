import Link from "next/link"

/** The Atrium logo, linked to the home page. */
export const Wordmark = () => (
  <Link href="/" className="flex items-center gap-2 whitespace-nowrap text-ink sm:gap-3">
    <svg viewBox="0 0 32 32" aria-hidden="true" className="size-8 text-accent" fill="none" stroke="currentColor">
      <path d="M4 28V15a12 12 0 0 1 24 0v13" strokeWidth="2" />
      <path d="M10 28V16a6 6 0 0 1 12 0v12" strokeWidth="2" opacity="0.6" />
      <path d="M2 28h28" strokeWidth="2" strokeLinecap="round" />
    </svg>
    <span className="font-serif text-xl font-medium tracking-tight max-[349px]:sr-only">Atrium</span>
  </Link>
)
