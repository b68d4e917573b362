"use client"

import { FormShell } from "@/features/auth/components/form-shell"
import { Alert, Input } from "@/lib/ui"

import { saveProfile } from "../actions"

/** The customer's name and phone number. */
export const ProfileForm = ({ fullName, phone }: { fullName: string; phone: string }) => (
  <FormShell action={saveProfile} label="Your details" submit="Save details" busy="Saving…">
    {({ errors, values, done }) => (
      <>
        {done ? <Alert tone="accent" title="Your details are saved" /> : null}
        <Input
          id="full_name"
          name="full_name"
          autoComplete="name"
          label="Full name"
          maxLength={200}
          defaultValue={values.full_name ?? fullName}
          error={errors.full_name}
          required
        />
        <Input
          id="phone"
          name="phone"
          type="tel"
          autoComplete="tel"
          label="Phone"
          optional
          hint="With the country code, for example +91 98765 43210."
          maxLength={40}
          defaultValue={values.phone ?? phone}
          error={errors.phone}
        />
      </>
    )}
  </FormShell>
)
