import type { Metadata } from "next"

import { AccountFrame } from "@/features/account/components/account-frame"
import { ChangeEmailForm } from "@/features/account/components/change-email-form"
import { ChangePasswordForm } from "@/features/account/components/change-password-form"
import { SignInList } from "@/features/account/components/sign-in-list"
import { listSignIns } from "@/features/account/queries"
import { changePassword, endOtherSignIns, endSignIn } from "@/features/account/security-actions"
import { requireCustomer } from "@/features/auth/queries"
import { currentLocale } from "@/lib/medusa"
import { Alert, PageHeading } from "@/lib/ui"

export const metadata: Metadata = { title: "Sign-in and security", robots: { index: false } }

type Search = Promise<Record<string, string | string[] | undefined>>

const SecurityPage = async ({ searchParams }: { searchParams: Search }) => {
  const { customer, token } = await requireCustomer("/account/security")
  const [{ changed }, signIns, locale] = await Promise.all([searchParams, listSignIns(token), currentLocale()])
  return (
    <AccountFrame current="/account/security">
      <PageHeading title="Sign-in and security">You sign in as {customer.email}.</PageHeading>
      {changed === "email" ? (
        <Alert tone="accent" title="Your email address is changed">
          You've been signed out on all other devices.
        </Alert>
      ) : null}
      <div className="grid gap-12 lg:max-w-[35rem]">
        <section aria-labelledby="password-title" className="grid gap-5">
          <h2 id="password-title" className="text-2xl">
            Password
          </h2>
          <ChangePasswordForm action={changePassword} email={customer.email} />
        </section>
        <section aria-labelledby="email-title" className="grid gap-5">
          <h2 id="email-title" className="text-2xl">
            Email address
          </h2>
          <ChangeEmailForm />
        </section>
        <SignInList
          signIns={signIns}
          locale={locale}
          changed={changed}
          endOne={endSignIn}
          endOthers={endOtherSignIns}
        />
      </div>
    </AccountFrame>
  )
}

export default SecurityPage
