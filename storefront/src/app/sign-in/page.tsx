import type { Metadata } from "next"
import Link from "next/link"
import { redirect } from "next/navigation"

import { signIn } from "@/features/auth/actions"
import { SignInForm } from "@/features/auth/components/sign-in-form"
import { localPath } from "@/features/auth/next-path"
import { currentCustomer } from "@/features/auth/queries"
import { Container, PageHeading } from "@/lib/ui"

export const metadata: Metadata = { title: "Sign in", robots: { index: false } }

type Search = Promise<Record<string, string | string[] | undefined>>

const SignInPage = async ({ searchParams }: { searchParams: Search }) => {
  const next = localPath((await searchParams).next)
  if (await currentCustomer()) redirect(next)
  return (
    <Container width="form" className="grid gap-10 py-16 sm:py-24">
      <PageHeading title="Welcome back">
        See your requests, what needs your attention, and what you have bought.
      </PageHeading>
      <SignInForm action={signIn} next={next} forgotPath="/forgot-password" />
      <p className="text-ink-soft">
        Don't have an account?{" "}
        <Link
          href={`/register?${new URLSearchParams({ next }).toString()}`}
          className="text-ink underline underline-offset-4"
        >
          Create one
        </Link>
        . You don't need an account to track a request:{" "}
        <Link href="/track" className="text-ink underline underline-offset-4">
          use its reference number
        </Link>
        .
      </p>
    </Container>
  )
}

export default SignInPage
