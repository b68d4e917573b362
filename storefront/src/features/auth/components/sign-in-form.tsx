"use client"

import Link from "next/link"

import { Input } from "@/lib/ui"

import { signIn } from "../actions"
import { FormShell } from "./form-shell"

export const SignInForm = ({ next }: { next: string }) => (
  <FormShell action={signIn} label="Sign in" submit="Sign in" busy="Signing in…">
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
          <Link href="/forgot-password" className="justify-self-start text-sm underline underline-offset-4">
            Forgot your password?
          </Link>
        </div>
      </>
    )}
  </FormShell>
)
