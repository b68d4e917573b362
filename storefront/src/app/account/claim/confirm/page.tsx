import type { Metadata } from "next"

import { confirmPurchaseClaim } from "@/features/account/claim-actions"
import { EmailedLinkForm, NeedsScript } from "@/features/account/components/emailed-link-form"
import { currentCustomer } from "@/features/auth/queries"
import { Alert, ButtonLink, Container, PageHeading } from "@/lib/ui"

export const metadata: Metadata = {
  title: "Add a purchase to your account",
  robots: { index: false },
  referrer: "same-origin",
}

const ConfirmClaimPage = async () => {
  const customer = await currentCustomer()
  return (
    <Container width="form" className="grid gap-10 py-16 sm:py-24">
      <PageHeading title="Add a purchase to your account">
        {customer
          ? `It will be in the account of ${customer.email}, with its requests and documents.`
          : "You'll find it there with its requests and documents."}
      </PageHeading>
      {customer ? (
        <>
          <NeedsScript />
          <EmailedLinkForm
            action={confirmPurchaseClaim}
            label="Add a purchase to your account"
            submit="Add purchase"
            busy="Adding…"
          />
        </>
      ) : (
        <Alert
          tone="amber"
          title="Sign in first"
          action={<ButtonLink href="/sign-in?next=/account">Sign in</ButtonLink>}
        >
          Sign in to the account that asked for the link, then open the link in your email again.
        </Alert>
      )}
    </Container>
  )
}

export default ConfirmClaimPage
