import { MIN_PASSWORD_LENGTH } from "@atrium/identity/contracts"
import type { Metadata } from "next"

import { resetPassword } from "@/features/auth/actions"
import { ResetPasswordForm } from "@/features/auth/components/reset-password-form"
import { Alert, Container, PageHeading } from "@/lib/ui"

export const metadata: Metadata = { title: "Choose a new password", robots: { index: false }, referrer: "same-origin" }

const ResetPasswordPage = () => (
  <Container width="form" className="grid gap-10 py-16 sm:py-24">
    <PageHeading title="Choose a new password">You'll use it to sign in from now on.</PageHeading>
    <noscript>
      <Alert tone="amber" title="This page requires JavaScript">
        Your link can only be read with JavaScript. Turn it on, then reload the page.
      </Alert>
    </noscript>
    <ResetPasswordForm
      minLength={MIN_PASSWORD_LENGTH}
      action={resetPassword}
      signInPath="/sign-in"
      forgotPath="/forgot-password"
      consequence="Your old password no longer works."
    />
  </Container>
)

export default ResetPasswordPage
