import type { Metadata } from "next"
import Link from "next/link"
import { redirect } from "next/navigation"

import { SignInForm } from "@/features/auth/components/sign-in-form"
import { signInProvider } from "@/features/provider/auth-actions"
import { portalPath } from "@/features/provider/portal-path"
import { currentProviderAccess } from "@/features/provider/queries"
import { Alert, Container, PageHeading } from "@/lib/ui"

export const metadata: Metadata = { title: "Sign in for providers" }

type Search = Promise<Record<string, string | string[] | undefined>>

const ProviderSignInPage = async ({ searchParams }: { searchParams: Search }) => {
  const search = await searchParams
  const next = portalPath(search.next)
  const access = await currentProviderAccess()
  if (access.state === "active") redirect(next)
  return (
    <Container width="form" className="grid gap-8 py-10 sm:py-20">
      <PageHeading eyebrow="For providers" title="Sign in to the provider portal">
        See what needs your attention, work on your requests, and add absences.
      </PageHeading>
      {access.state === "suspended" || search.suspended ? (
        <Alert tone="amber" title="Your access is suspended">
          Contact the shop to find out why and when you can work again.
        </Alert>
      ) : null}
      <SignInForm action={signInProvider} next={next} forgotPath="/provider/forgot-password" />
      <p className="text-ink-soft">
        Providers are invited by email. Looking for something you bought?{" "}
        <Link href="/account" className="text-ink underline underline-offset-4">
          Go to your account
        </Link>
        .
      </p>
    </Container>
  )
}

export default ProviderSignInPage
