import type { Metadata } from "next"
import Link from "next/link"
import { redirect } from "next/navigation"

import { RegisterForm } from "@/features/auth/components/register-form"
import { localPath } from "@/features/auth/next-path"
import { currentCustomer } from "@/features/auth/queries"
import { Container, PageHeading } from "@/lib/ui"

export const metadata: Metadata = { title: "Create an account", robots: { index: false } }

type Search = Promise<Record<string, string | string[] | undefined>>

const RegisterPage = async ({ searchParams }: { searchParams: Search }) => {
  const next = localPath((await searchParams).next)
  if (await currentCustomer()) redirect(next)
  return (
    <Container width="form" className="grid gap-10 py-16 sm:py-24">
      <PageHeading title="Create an account">
        Everything you buy, in one place, with what comes next and by when.
      </PageHeading>
      <RegisterForm next={next} />
      <p className="text-ink-soft">
        Already have an account?{" "}
        <Link
          href={`/sign-in?${new URLSearchParams({ next }).toString()}`}
          className="text-ink underline underline-offset-4"
        >
          Sign in
        </Link>
        .
      </p>
    </Container>
  )
}

export default RegisterPage
