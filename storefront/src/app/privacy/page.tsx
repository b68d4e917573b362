import type { Metadata } from "next"

import { currentCustomer } from "@/features/auth/queries"
import { GuestForm } from "@/features/privacy/components/guest-form"
import { Alert, ButtonLink, Container, PageHeading } from "@/lib/ui"

export const metadata: Metadata = { title: "Your data", robots: { index: false } }

const PrivacyPage = async () => (
  <Container width="form" className="grid gap-10 py-16 sm:py-24">
    <PageHeading title="Your data">Get a copy of everything we store about you, or have it erased.</PageHeading>
    {(await currentCustomer()) ? (
      <Alert
        tone="accent"
        title="You're signed in"
        action={<ButtonLink href="/account/privacy">Go to your privacy page</ButtonLink>}
      >
        Ask for your data in your account.
      </Alert>
    ) : (
      <GuestForm />
    )}
  </Container>
)

export default PrivacyPage
