import { MIN_PASSWORD_LENGTH } from "@atrium/identity/contracts"
import type { Metadata } from "next"

import { ResetPasswordForm } from "@/features/auth/components/reset-password-form"
import { resetProviderPassword } from "@/features/provider/auth-actions"
import { Alert, Container, PageHeading } from "@/lib/ui"

export const metadata: Metadata = { title: "Choose a new password" }

const ProviderResetPasswordPage = () => (
  <Container width="form" className="grid gap-8 py-10 sm:py-20">
    <PageHeading eyebrow="For providers" title="Choose a new password">
      You'll use it to sign in from now on.
    </PageHeading>
    <noscript>
      <Alert tone="amber" title="This page requires JavaScript">
        Your link can only be read with JavaScript. Turn it on, then reload the page.
      </Alert>
    </noscript>
    <ResetPasswordForm
      minLength={MIN_PASSWORD_LENGTH}
      action={resetProviderPassword}
      signInPath="/provider/sign-in"
      forgotPath="/provider/forgot-password"
      consequence="Your old password no longer works, and all devices were signed out."
    />
  </Container>
)

export default ProviderResetPasswordPage
