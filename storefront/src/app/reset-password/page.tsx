import type { Metadata } from "next"

import { resetPassword } from "@/features/auth/actions"
import { ResetPasswordForm } from "@/features/auth/components/reset-password-form"
import { Alert, Container, PageHeading } from "@/lib/ui"

export const metadata: Metadata = { title: "Choose a new password", robots: { index: false }, referrer: "no-referrer" }

const ResetPasswordPage = () => (
  <Container width="form" className="grid gap-10 py-16 sm:py-24">
    <PageHeading title="Choose a new password">You use it from now on to sign in.</PageHeading>
    <noscript>
      <Alert tone="amber" title="This page needs JavaScript">
        The link’s secret part is never sent to us by itself; only a script can read it. Switch JavaScript on for this
        page.
      </Alert>
    </noscript>
    <ResetPasswordForm
      action={resetPassword}
      signInPath="/sign-in"
      forgotPath="/forgot-password"
      consequence="Your old password no longer works."
    />
  </Container>
)

export default ResetPasswordPage
