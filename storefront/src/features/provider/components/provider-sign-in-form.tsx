"use client"

import Link from "next/link"

import { FormShell } from "@/features/auth/components/form-shell"
import { Input } from "@/lib/ui"

import { signInProvider } from "../auth-actions"

export const ProviderSignInForm = ({ next }: { next: string }) => (
  <FormShell action={signInProvider} label="Sign in" submit="Sign in" busy="Signing in…">
    {({ errors, typed }) => (
      <>
        <input type="hidden" name="next" value={next} />
        <Input
          id="email"
          name="email"
          type="email"
          inputMode="email"
          autoComplete="username"
          label="Email"
          defaultValue={typed.email}
          error={errors.email}
          required
        />
        <div className="grid gap-2">
          <Input
            id="password"
            name="password"
            type="password"
            autoComplete="current-password"
            label="Password"
            error={errors.password}
            required
          />
          <Link href="/provider/forgot-password" className="justify-self-start text-sm underline underline-offset-4">
            Forgot your password?
          </Link>
        </div>
      </>
    )}
  </FormShell>
)
