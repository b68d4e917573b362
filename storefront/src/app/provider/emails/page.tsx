import type { Metadata } from "next"

import { EmailPreferencesForm } from "@/features/account/components/email-preferences-form"
import { saveProviderEmailPreferences } from "@/features/account/email-preferences-actions"
import { listProviderEmailPreferences } from "@/features/account/queries"
import { PortalFrame } from "@/features/provider/components/portal-frame"
import { requireProvider } from "@/features/provider/queries"
import { PageHeading } from "@/lib/ui"

export const metadata: Metadata = { title: "Emails" }

const ProviderEmailsPage = async () => {
  const { provider, token } = await requireProvider("/provider/emails")
  const preferences = await listProviderEmailPreferences(token)
  return (
    <PortalFrame current="/provider/emails">
      <PageHeading title="Emails">
        Choose which emails we send to {provider.email}. You always get emails about the security of your account.
      </PageHeading>
      <div className="lg:max-w-[35rem]">
        <EmailPreferencesForm preferences={preferences} action={saveProviderEmailPreferences} />
      </div>
    </PortalFrame>
  )
}

export default ProviderEmailsPage
