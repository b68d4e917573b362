import type { Metadata } from "next"

import { ForgotPasswordForm } from "@/features/auth/components/forgot-password-form"
import { requestProviderReset } from "@/features/provider/auth-actions"
import { Container, PageHeading } from "@/lib/ui"

export const metadata: Metadata = { title: "Set a new password" }

const ProviderForgotPasswordPage = () => (
  <Container width="form" className="grid gap-8 py-10 sm:py-20">
    <PageHeading eyebrow="For providers" title="Set a new password">
      Enter your email. We’ll send you a link to choose a new one.
    </PageHeading>
    <ForgotPasswordForm action={requestProviderReset} sent="If this email belongs to a provider, we've sent a link" />
  </Container>
)

export default ProviderForgotPasswordPage
