import { cookies } from "next/headers"
import { Button, Container } from "@/lib/ui"
import { chooseConsent } from "../actions"
import { CONSENT_COOKIE } from "@/lib/cookies"

/** Asks once for analytics consent. Nothing is recorded before the visitor accepts. */
export const ConsentLine = async () => {
  if ((await cookies()).has(CONSENT_COOKIE)) return null
  return (
    <section aria-label="Analytics" className="sticky bottom-0 z-10 border-t border-line bg-raised shadow-soft">
      <Container className="flex items-center justify-between gap-4 py-3 sm:gap-8">
        <p className="text-sm">
          Allow anonymous analytics?
          <span className="hidden sm:inline"> No ads, and nothing leaves this site.</span>
        </p>
        <form action={chooseConsent} className="flex shrink-0 gap-3">
          <Button type="submit" name="consent" value="no" variant="secondary" size="sm">
            Decline
          </Button>
          <Button type="submit" name="consent" value="yes" variant="secondary" size="sm">
            Accept
          </Button>
        </form>
      </Container>
    </section>
  )
}
