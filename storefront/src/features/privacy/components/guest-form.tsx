"use client"

import { FormShell } from "@/features/auth/components/form-shell"
import { Alert, Input, RadioGroup } from "@/lib/ui"

import { askAsGuest } from "../actions"

const KINDS = [
  { value: "export", label: "Get a copy of my data" },
  { value: "erase", label: "Erase my data" },
]

/** For people who bought without an account. */
export const GuestForm = () => (
  <FormShell
    action={askAsGuest}
    label="Ask for your data"
    submit="Email me a link"
    busy="Sending…"
    done={
      <Alert tone="accent" title="Check your inbox">
        If we have data for this email address, we&apos;ve sent a link to confirm. It works for 24 hours. Check your
        spam folder if it doesn&apos;t arrive.
      </Alert>
    }
  >
    {({ errors, values }) => (
      <>
        <RadioGroup
          name="kind"
          label="What would you like us to do?"
          choices={KINDS}
          defaultValue={values.kind ?? "export"}
          error={errors.kind}
          required
        />
        <Input
          id="privacy-email"
          name="email"
          type="email"
          inputMode="email"
          autoComplete="email"
          label="Email address"
          hint="The address you used when you bought something"
          defaultValue={values.email}
          error={errors.email}
          required
        />
      </>
    )}
  </FormShell>
)
