"use client"

import { Alert, Input } from "@/lib/ui"

import { register } from "../actions"
import { FormShell } from "./form-shell"

export const RegisterForm = ({ next }: { next: string }) => (
  <FormShell
    action={register}
    label="Create an account"
    submit="Email me a link"
    busy="Sending…"
    done={
      <Alert tone="accent" title="Check your email">
        We sent you a link to finish creating your account. It works once and expires in 24 hours. Check your spam
        folder too.
      </Alert>
    }
  >
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
      </>
    )}
  </FormShell>
)
