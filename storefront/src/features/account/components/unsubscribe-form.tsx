"use client"

import { type FormAction, FormShell } from "@/features/auth/components/form-shell"
import { Alert } from "@/lib/ui"

/** Unsubscribes with a click, because email programs open links to check them. */
export const UnsubscribeForm = ({ action }: { action: FormAction }) => (
  <FormShell
    action={action}
    label="Unsubscribe"
    submit="Unsubscribe"
    busy="Unsubscribing…"
    done={
      <Alert tone="accent" title="You're unsubscribed">
        You won't get these emails anymore. If you have an account, you can turn them on again there, under Emails.
      </Alert>
    }
  >
    {() => null}
  </FormShell>
)
