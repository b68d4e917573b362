import type { Metadata } from "next"

import { WelcomeForm } from "@/features/provider/components/welcome-form"
import { Alert, Container, PageHeading } from "@/lib/ui"

export const metadata: Metadata = { title: "Welcome" }

const ProviderWelcomePage = () => (
  <Container width="form" className="grid gap-8 py-10 sm:py-20">
    <PageHeading eyebrow="For providers" title="Choose a password">
      With it you sign in from now on. If you have a customer account with the same email, it gets this password, too.
    </PageHeading>
    <noscript>
      <Alert tone="amber" title="This page needs JavaScript">
        The link’s secret part is never sent to us by itself; only a script can read it. Switch JavaScript on for this
        page.
      </Alert>
    </noscript>
    <WelcomeForm />
  </Container>
)

export default ProviderWelcomePage
