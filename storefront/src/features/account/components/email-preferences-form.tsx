"use client"

import type { EmailPreference } from "@atrium/notifications/contracts"

import { type FormAction, FormShell } from "@/features/auth/components/form-shell"
import { Alert, Checkbox } from "@/lib/ui"

/** Chooses which emails the person gets. */
export const EmailPreferencesForm = ({
  preferences,
  action,
}: {
  preferences: readonly EmailPreference[]
  action: FormAction
}) => (
  <FormShell action={action} label="Emails you get" submit="Save" busy="Saving…">
    {({ done, values }) => {
      // What was saved: React resets a form after its action.
      const saved = values.on?.split(" ")
      return (
        <>
          {done ? <Alert tone="accent" title="Your choice is saved" /> : null}
          {preferences.map(({ category, label, description, subscribed }) => (
            <div key={category}>
              <input type="hidden" name="shown" value={category} />
              <Checkbox
                id={category}
                name="on"
                value={category}
                label={label}
                hint={description}
                defaultChecked={saved ? saved.includes(category) : subscribed}
              />
            </div>
          ))}
        </>
      )
    }}
  </FormShell>
)
