import type { Metadata } from "next"

import { EmailedLinkForm, NeedsScript } from "@/features/account/components/emailed-link-form"
import { confirmEmailChange } from "@/features/account/security-actions"
import { currentCustomer } from "@/features/auth/queries"
import { Alert, ButtonLink, Container, PageHeading } from "@/lib/ui"

export const metadata: Metadata = {
  title: "Confirm your new email address",
  robots: { index: false },
  referrer: "same-origin",
}

const ConfirmEmailPage = async () => {
  const customer = await currentCustomer()
  return (
    <Container width="form" className="grid gap-10 py-16 sm:py-24">
      <PageHeading title="Confirm your new email address">
        You'll sign in with it from now on, and we'll send all emails there.
      </PageHeading>
      {customer ? (
        <>
          <NeedsScript />
          <EmailedLinkForm
            action={confirmEmailChange}
            label="Confirm your new email address"
            submit="Use this address"
            busy="Changing…"
          />
        </>
      ) : (
        <Alert
          tone="amber"
          title="Sign in first"
          action={<ButtonLink href="/sign-in?next=/account/security">Sign in</ButtonLink>}
        >
          Sign in with your current address, then open the link in your email again.
        </Alert>
      )}
    </Container>
  )
}

export default ConfirmEmailPage
