import type { Metadata } from "next"

import { EmailedLinkForm, NeedsScript } from "@/features/account/components/emailed-link-form"
import { resumeCheckout } from "@/features/resume/actions"
import { currentCartKey } from "@/lib/cart-key"
import { Alert, Container, PageHeading } from "@/lib/ui"

export const metadata: Metadata = { title: "Continue your checkout", robots: { index: false }, referrer: "same-origin" }

const ResumePage = async () => {
  const key = await currentCartKey()
  return (
    <Container width="form" className="grid gap-10 py-16 sm:py-24">
      <PageHeading title="Continue your checkout">
        What you entered is saved. Nothing is charged before you pay.
      </PageHeading>
      <NeedsScript />
      {key ? (
        <Alert tone="amber" title="There is a cart on this device">
          If your link is for another cart, that one replaces it here.
        </Alert>
      ) : null}
      <EmailedLinkForm
        action={resumeCheckout}
        label="Continue your checkout"
        submit="Continue checkout"
        busy="Opening…"
      />
    </Container>
  )
}

export default ResumePage
