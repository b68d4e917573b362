import type { Metadata } from "next"

import { ForgotPasswordForm } from "@/features/auth/components/forgot-password-form"
import { Container, PageHeading } from "@/lib/ui"

export const metadata: Metadata = { title: "Set a new password", robots: { index: false } }

const ForgotPasswordPage = () => (
  <Container width="form" className="grid gap-10 py-16 sm:py-24">
    <PageHeading title="Set a new password">
      Tell us your email. We mail you a link that lets you choose one.
    </PageHeading>
    <ForgotPasswordForm />
  </Container>
)

export default ForgotPasswordPage
