"use client"

import { type FormAction, FormShell } from "@/features/auth/components/form-shell"
import { Alert } from "@/lib/ui"

/** Asks for an export or erasure; the emailed link confirms it. */
export const AskButton = ({ action, label, email }: { action: FormAction; label: string; email: string }) => (
  <FormShell
    action={action}
    label={label}
    submit={label}
    busy="Sending…"
    done={
      <Alert tone="accent" title="Check your inbox">
        We&apos;ve sent a link to {email}. Open it within 24 hours to confirm. Check your spam folder if it doesn&apos;t
        arrive.
      </Alert>
    }
  >
    {() => null}
  </FormShell>
)
