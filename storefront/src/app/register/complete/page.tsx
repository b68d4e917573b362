import type { Metadata } from "next"

import { CompleteRegistrationForm } from "@/features/auth/components/complete-registration-form"
import { Alert, Container, PageHeading } from "@/lib/ui"

export const metadata: Metadata = {
  title: "Finish creating your account",
  robots: { index: false },
  referrer: "no-referrer",
}

const CompleteRegistrationPage = () => (
  <Container width="form" className="grid gap-10 py-16 sm:py-24">
    <PageHeading title="Finish creating your account">
      Your email address is confirmed. Tell us your name and choose a password.
    </PageHeading>
    <noscript>
      <Alert tone="amber" title="This page requires JavaScript">
        Only a script can read the secret part of your link. Turn on JavaScript for this page, then reload it.
      </Alert>
    </noscript>
    <CompleteRegistrationForm />
  </Container>
)

export default CompleteRegistrationPage
