import type { Metadata } from "next"

import { ChangePasswordForm } from "@/features/account/components/change-password-form"
import { SignInList } from "@/features/account/components/sign-in-list"
import { listProviderSignIns } from "@/features/account/queries"
import { changeProviderPassword, endOtherProviderSignIns, endProviderSignIn } from "@/features/account/security-actions"
import { PortalFrame } from "@/features/provider/components/portal-frame"
import { requireProvider } from "@/features/provider/queries"
import { currentLocale } from "@/lib/medusa"
import { PageHeading } from "@/lib/ui"

export const metadata: Metadata = { title: "Sign-in and security" }

type Search = Promise<Record<string, string | string[] | undefined>>

const ProviderSecurityPage = async ({ searchParams }: { searchParams: Search }) => {
  const { provider, token } = await requireProvider("/provider/security")
  const [{ changed }, signIns, locale] = await Promise.all([searchParams, listProviderSignIns(token), currentLocale()])
  return (
    <PortalFrame current="/provider/security">
      <PageHeading title="Sign-in and security">You sign in as {provider.email}.</PageHeading>
      <div className="grid gap-12 lg:max-w-[35rem]">
        <section aria-labelledby="password-title" className="grid gap-5">
          <h2 id="password-title" className="text-2xl">
            Password
          </h2>
          <ChangePasswordForm action={changeProviderPassword} email={provider.email} />
        </section>
        <SignInList
          signIns={signIns}
          locale={locale}
          changed={changed}
          endOne={endProviderSignIn}
          endOthers={endOtherProviderSignIns}
        />
      </div>
    </PortalFrame>
  )
}

export default ProviderSecurityPage
