import type { Metadata } from "next"

import { ProviderForgotPasswordForm } from "@/features/provider/components/provider-forgot-password-form"
import { Container, PageHeading } from "@/lib/ui"

export const metadata: Metadata = { title: "Set a new password" }

const ProviderForgotPasswordPage = () => (
  <Container width="form" className="grid gap-8 py-10 sm:py-20">
    <PageHeading eyebrow="For providers" title="Set a new password">
      Enter your email. We’ll send you a link to choose a new one.
    </PageHeading>
    <ProviderForgotPasswordForm />
  </Container>
)

export default ProviderForgotPasswordPage
