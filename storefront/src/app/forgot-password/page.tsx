import type { Metadata } from "next"

import { requestPasswordReset } from "@/features/auth/actions"
import { ForgotPasswordForm } from "@/features/auth/components/forgot-password-form"
import { Container, PageHeading } from "@/lib/ui"

export const metadata: Metadata = { title: "Set a new password", robots: { index: false } }

const ForgotPasswordPage = () => (
  <Container width="form" className="grid gap-10 py-16 sm:py-24">
    <PageHeading title="Set a new password">Enter your email. We’ll send you a link to choose a new one.</PageHeading>
    <ForgotPasswordForm action={requestPasswordReset} sent="If there's an account for this email, we've sent a link" />
  </Container>
)

export default ForgotPasswordPage
