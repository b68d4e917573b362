import type { Metadata } from "next"

import { EmailedLinkForm, NeedsScript } from "@/features/account/components/emailed-link-form"
import { confirmExport } from "@/features/privacy/actions"
import { Alert, Container, PageHeading } from "@/lib/ui"

export const metadata: Metadata = { title: "Export your data", robots: { index: false }, referrer: "same-origin" }

const ConfirmExportPage = () => (
  <Container width="form" className="grid gap-10 py-16 sm:py-24">
    <PageHeading title="Export your data">
      We&apos;ll put everything we store about you into one ZIP file and email you a link to download it.
    </PageHeading>
    <NeedsScript />
    <EmailedLinkForm
      action={confirmExport}
      label="Export your data"
      submit="Export my data"
      busy="Starting…"
      done={
        <Alert tone="accent" title="We're preparing your data">
          We&apos;ll email you a link when it&apos;s ready, usually within a few minutes.
        </Alert>
      }
    />
  </Container>
)

export default ConfirmExportPage
