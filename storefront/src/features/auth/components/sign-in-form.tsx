"use client"

import Link from "next/link"

import { Input, PasswordInput } from "@/lib/ui"

import { type FormAction, FormShell } from "./form-shell"

/** Sign-in form for customers and providers. */
export const SignInForm = ({
  action,
  next,
  forgotPath,
}: {
  action: FormAction
  next: string
  /** Page where a password reset can be requested. */
  forgotPath: string
}) => (
  <FormShell action={action} label="Sign in" submit="Sign in" busy="Signing in…">
    {({ errors, values }) => (
      <>
        <input type="hidden" name="next" value={next} />
        <Input
          id="email"
          name="email"
          type="email"
          inputMode="email"
          autoComplete="username"
          label="Email"
          defaultValue={values.email}
          error={errors.email}
          required
        />
        <div className="grid gap-2">
          <PasswordInput
            id="password"
            name="password"
            autoComplete="current-password"
            label="Password"
            error={errors.password}
            required
          />
          <Link href={forgotPath} className="justify-self-start text-sm underline underline-offset-4">
            Forgot your password?
          </Link>
        </div>
      </>
    )}
  </FormShell>
)
