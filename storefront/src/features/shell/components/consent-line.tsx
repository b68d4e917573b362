import { cookies } from "next/headers"
import { Button } from "@/lib/ui"
import { readConsent } from "@/lib/consent"
import { CONSENT_COOKIE } from "@/lib/cookies"
import { chooseConsent } from "../actions"

/**
 * Asks once for analytics consent. Nothing is recorded before the visitor accepts. Part of the page on phones, where it
 * would cover a button, and one line in the corner of wide screens. Not asked in the portals (globals.css).
 */
export const ConsentLine = async () => {
  if (readConsent((await cookies()).get(CONSENT_COOKIE)?.value)) return null
  return (
    <section
      aria-label="Analytics"
      data-consent=""
      className="mx-5 mt-4 flex items-center justify-between gap-4 rounded-md border border-line bg-raised px-4 py-3 sm:mx-8 lg:fixed lg:bottom-4 lg:left-4 lg:z-10 lg:mx-0 lg:gap-6 lg:py-2 lg:shadow-soft"
    >
      <p className="text-sm">
        Can we measure which pages are useful?
        <span className="hidden lg:inline"> No ads, and nothing that identifies you.</span>
      </p>
      <form action={chooseConsent} className="flex shrink-0 gap-2">
        <Button type="submit" name="consent" value="no" variant="secondary" size="sm">
          No thanks
        </Button>
        <Button type="submit" name="consent" value="yes" variant="secondary" size="sm">
          Allow
        </Button>
      </form>
    </section>
  )
}
