import { MIN_PASSWORD_LENGTH } from "@atrium/identity/contracts"
import type { Metadata } from "next"

import { CompleteRegistrationForm } from "@/features/auth/components/complete-registration-form"
import { Alert, Container, PageHeading } from "@/lib/ui"

export const metadata: Metadata = {
  title: "Finish creating your account",
  robots: { index: false },
  referrer: "same-origin",
}

const CompleteRegistrationPage = () => (
  <Container width="form" className="grid gap-10 py-16 sm:py-24">
    <PageHeading title="Finish creating your account">
      Your email address is confirmed. Tell us your name and choose a password.
    </PageHeading>
    <noscript>
      <Alert tone="amber" title="This page requires JavaScript">
        Your link can only be read with JavaScript. Turn it on, then reload the page.
      </Alert>
    </noscript>
    <CompleteRegistrationForm minLength={MIN_PASSWORD_LENGTH} />
  </Container>
)

export default CompleteRegistrationPage
