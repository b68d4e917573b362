import type { Metadata } from "next"

import { EmailedLinkForm, NeedsScript } from "@/features/account/components/emailed-link-form"
import { confirmErasure } from "@/features/privacy/actions"
import { Alert, Container, PageHeading } from "@/lib/ui"

export const metadata: Metadata = { title: "Erase your data", robots: { index: false }, referrer: "same-origin" }

const ConfirmErasurePage = () => (
  <Container width="form" className="grid gap-10 py-16 sm:py-24">
    <PageHeading title="Erase your data">This can&apos;t be undone.</PageHeading>
    <ul className="grid list-disc gap-2 pl-5">
      <li>Your account ends, and you&apos;re signed out on all devices.</li>
      <li>You can no longer see your orders, requests and documents. Download what you need first.</li>
      <li>We keep invoices and amounts as long as tax law requires.</li>
    </ul>
    <NeedsScript />
    <EmailedLinkForm
      action={confirmErasure}
      label="Erase your data"
      submit="Erase my data for good"
      busy="Starting…"
      done={
        <Alert tone="accent" title="Your data is being erased">
          We&apos;ll send one last email when it&apos;s done, usually within a few minutes.
        </Alert>
      }
    />
  </Container>
)

export default ConfirmErasurePage
