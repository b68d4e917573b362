import type { Metadata } from "next"

import { NeedsScript } from "@/features/account/components/emailed-link-form"
import { ArchiveForm } from "@/features/privacy/components/archive-form"
import { Alert, ButtonLink, Container, PageHeading } from "@/lib/ui"

export const metadata: Metadata = { title: "Download your data", robots: { index: false }, referrer: "same-origin" }

type Search = Promise<Record<string, string | string[] | undefined>>

const ArchivePage = async ({ searchParams }: { searchParams: Search }) => {
  const { refused } = await searchParams
  return (
    <Container width="form" className="grid gap-10 py-16 sm:py-24">
      <PageHeading title="Download your data">
        A ZIP file with everything we store about you, and your invoices and receipts as PDF.
      </PageHeading>
      <NeedsScript />
      {refused ? (
        <Alert
          tone="amber"
          title="This link has expired"
          action={<ButtonLink href="/privacy">Ask for your data again</ButtonLink>}
        >
          The download works for seven days.
        </Alert>
      ) : (
        <ArchiveForm />
      )}
    </Container>
  )
}

export default ArchivePage
