import type { Metadata } from "next"
import { cookies } from "next/headers"
import { chooseConsent } from "@/features/shell/actions"
import { CONSENT_VERSION, readConsent } from "@/lib/consent"
import { CONSENT_COOKIE } from "@/lib/cookies"
import { currentLocale } from "@/lib/medusa"
import { Button, Container, PageHeading } from "@/lib/ui"

export const metadata: Metadata = { title: "Privacy choices", robots: { index: false } }

/** Shows the visitor's choice about analytics, when it was made, and lets them change it. */
const PrivacyChoicesPage = async () => {
  const [jar, locale] = await Promise.all([cookies(), currentLocale()])
  const consent = readConsent(jar.get(CONSENT_COOKIE)?.value)
  const time = new Intl.DateTimeFormat(locale, { dateStyle: "long", timeStyle: "short", timeZone: "UTC" })
  return (
    <Container width="form" className="grid gap-8 pt-14 sm:pt-20" data-privacy-choices="">
      <PageHeading title="Privacy choices">
        With your permission, we count which pages are viewed and which buttons are used, and keep this for 13 months.
        It contains no name, email address or IP address. A service that we use may help us to count; it receives the
        same, and nothing more once you turn analytics off. No ads.
      </PageHeading>
      <p>
        {consent ? (
          <>
            Analytics are <strong>{consent.allowed ? "allowed" : "off"}</strong>. You chose this on{" "}
            <time dateTime={consent.at.toISOString()}>{`${time.format(consent.at)} UTC`}</time>
            {` (version ${CONSENT_VERSION} of this question).`}
          </>
        ) : (
          <>
            You haven't chosen yet, so analytics are <strong>off</strong>.
          </>
        )}
      </p>
      <form action={chooseConsent} className="flex flex-wrap gap-3">
        <Button type="submit" name="consent" value="no" variant="secondary">
          Turn analytics off
        </Button>
        <Button type="submit" name="consent" value="yes" variant="secondary">
          Allow analytics
        </Button>
      </form>
    </Container>
  )
}

export default PrivacyChoicesPage
