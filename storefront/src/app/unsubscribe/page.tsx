import type { Metadata } from "next"

import { UnsubscribeForm } from "@/features/account/components/unsubscribe-form"
import { unsubscribe } from "@/features/account/email-preferences-actions"
import { Alert, Container, PageHeading } from "@/lib/ui"

export const metadata: Metadata = { title: "Unsubscribe", robots: { index: false }, referrer: "same-origin" }

type Search = Promise<Record<string, string | string[] | undefined>>

const UnsubscribePage = async ({ searchParams }: { searchParams: Search }) => {
  const { token } = await searchParams
  return (
    <Container width="form" className="grid gap-10 py-16 sm:py-24">
      <PageHeading title="Unsubscribe">
        We'll stop sending you emails of this kind. Receipts, refunds and emails about the security of your account are
        always sent.
      </PageHeading>
      {typeof token === "string" && token !== "" ? (
        <UnsubscribeForm action={unsubscribe.bind(null, token)} />
      ) : (
        <Alert tone="amber" title="This link is incomplete">
          Open the whole link from your email.
        </Alert>
      )}
    </Container>
  )
}

export default UnsubscribePage
