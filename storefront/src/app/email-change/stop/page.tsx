import type { Metadata } from "next"

import { EmailedLinkForm, NeedsScript } from "@/features/account/components/emailed-link-form"
import { stopEmailChange } from "@/features/account/security-actions"
import { Alert, ButtonLink, Container, PageHeading } from "@/lib/ui"

export const metadata: Metadata = {
  title: "Stop the change of your email address",
  robots: { index: false },
  referrer: "same-origin",
}

const StopEmailChangePage = () => (
  <Container width="form" className="grid gap-10 py-16 sm:py-24">
    <PageHeading title="Stop the change of your email address">
      Your account keeps this address, all devices are signed out, and you choose a new password.
    </PageHeading>
    <NeedsScript />
    <EmailedLinkForm
      action={stopEmailChange}
      label="Stop the change"
      submit="Stop the change"
      busy="Stopping…"
      done={
        <Alert
          tone="accent"
          title="The change is stopped"
          action={<ButtonLink href="/forgot-password">Choose a new password</ButtonLink>}
        >
          Your old password no longer works.
        </Alert>
      }
    />
  </Container>
)

export default StopEmailChangePage
