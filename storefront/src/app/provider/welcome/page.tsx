import { MIN_PASSWORD_LENGTH } from "@atrium/identity/contracts"
import type { Metadata } from "next"

import { WelcomeForm } from "@/features/provider/components/welcome-form"
import { Alert, Container, PageHeading } from "@/lib/ui"

export const metadata: Metadata = { title: "Welcome" }

const ProviderWelcomePage = () => (
  <Container width="form" className="grid gap-8 py-10 sm:py-20">
    <PageHeading eyebrow="For providers" title="Choose a password">
      You'll use it to sign in from now on. If you also have a customer account with this email, this becomes its
      password too.
    </PageHeading>
    <noscript>
      <Alert tone="amber" title="This page requires JavaScript">
        Your link can only be read with JavaScript. Turn it on, then reload the page.
      </Alert>
    </noscript>
    <WelcomeForm minLength={MIN_PASSWORD_LENGTH} />
  </Container>
)

export default ProviderWelcomePage
