"use client"

import { Input } from "@/lib/ui"

import { register } from "../actions"
import { MIN_PASSWORD } from "../schema"
import { FormShell } from "./form-shell"

export const RegisterForm = ({ next }: { next: string }) => (
  <FormShell action={register} label="Create an account" submit="Create my account" busy="Creating your account…">
    {({ errors, typed }) => (
      <>
        <input type="hidden" name="next" value={next} />
        <Input
          id="full_name"
          name="full_name"
          type="text"
          autoComplete="name"
          label="Full name"
          defaultValue={typed.full_name}
          error={errors.full_name}
          required
        />
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
        <Input
          id="password"
          name="password"
          type="password"
          autoComplete="new-password"
          label="Password"
          hint={`At least ${MIN_PASSWORD} characters. Three words you like make a good one.`}
          error={errors.password}
          required
        />
      </>
    )}
  </FormShell>
)
