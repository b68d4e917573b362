import type { Metadata } from "next"

import { AccountFrame } from "@/features/account/components/account-frame"
import { EmailPreferencesForm } from "@/features/account/components/email-preferences-form"
import { saveEmailPreferences } from "@/features/account/email-preferences-actions"
import { listEmailPreferences } from "@/features/account/queries"
import { requireCustomer } from "@/features/auth/queries"
import { PageHeading } from "@/lib/ui"

export const metadata: Metadata = { title: "Emails", robots: { index: false } }

const EmailsPage = async () => {
  const { customer, token } = await requireCustomer("/account/emails")
  const preferences = await listEmailPreferences(token)
  return (
    <AccountFrame current="/account/emails">
      <PageHeading title="Emails">
        Choose which emails we send to {customer.email}. You always get confirmations, receipts, refunds and emails
        about the security of your account.
      </PageHeading>
      <div className="lg:max-w-[35rem]">
        <EmailPreferencesForm preferences={preferences} action={saveEmailPreferences} />
      </div>
    </AccountFrame>
  )
}

export default EmailsPage
