import type { Metadata } from "next"

import { ChangePasswordForm } from "@/features/account/components/change-password-form"
import { changeProviderPassword } from "@/features/account/security-actions"
import { PortalFrame } from "@/features/provider/components/portal-frame"
import { requireProvider } from "@/features/provider/queries"
import { PageHeading } from "@/lib/ui"

export const metadata: Metadata = { title: "Sign-in and security" }

const ProviderSecurityPage = async () => {
  const { provider } = await requireProvider("/provider/security")
  return (
    <PortalFrame current="/provider/security">
      <PageHeading title="Sign-in and security">You sign in as {provider.email}.</PageHeading>
      <section aria-labelledby="password-title" className="grid gap-5 lg:max-w-[35rem]">
        <h2 id="password-title" className="text-2xl">
          Password
        </h2>
        <ChangePasswordForm action={changeProviderPassword} email={provider.email} />
      </section>
    </PortalFrame>
  )
}

export default ProviderSecurityPage
