"use client"

import { FormShell } from "@/features/auth/components/form-shell"
import { Alert, Input } from "@/lib/ui"

import { claimPurchase } from "../claim-actions"

/** Asks for the reference number of a purchase that was made without signing in. */
export const ClaimForm = () => (
  <FormShell
    action={claimPurchase}
    label="Add a purchase"
    submit="Add purchase"
    busy="Checking…"
    done={
      <Alert tone="accent" title="Check the inbox of the purchase">
        If this purchase was made without an account, we've sent a link to the email address it was made with. Open it
        in this browser within 24 hours. Check your spam folder too.
      </Alert>
    }
  >
    {({ errors, values }) => (
      <Input
        id="reference"
        name="reference"
        autoComplete="off"
        autoCapitalize="characters"
        spellCheck={false}
        label="Reference number"
        hint="It starts with SR and is in the email about your purchase"
        defaultValue={values.reference}
        error={errors.reference}
        required
      />
    )}
  </FormShell>
)
