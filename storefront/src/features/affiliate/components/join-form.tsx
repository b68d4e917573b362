"use client"

import { FormShell } from "@/features/auth/components/form-shell"
import { Input } from "@/lib/ui"

import { join } from "../actions"

/** Joins the affiliate program; choosing a code is optional. */
export const JoinForm = () => (
  <FormShell action={join} label="Become an affiliate" submit="Accept the terms and join" busy="Joining…">
    {({ errors, values }) => (
      <Input
        id="code"
        name="code"
        type="text"
        autoComplete="off"
        autoCapitalize="characters"
        spellCheck={false}
        maxLength={20}
        label="Your code"
        optional
        hint="4 to 20 letters and digits, for example MAYA10. Leave blank to generate one from your name."
        defaultValue={values.code}
        error={errors.code}
      />
    )}
  </FormShell>
)
