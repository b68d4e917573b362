"use client"

import { type FormAction, FormShell } from "@/features/auth/components/form-shell"
import { Input, Textarea } from "@/lib/ui"

/** The visitor's details, which book the held time. */
export const DetailsForm = ({ action }: { action: FormAction }) => (
  <FormShell action={action} label="Your details" submit="Book consultation" busy="Booking…">
    {({ errors, values }) => (
      <>
        <Input
          id="name"
          name="name"
          label="Full name"
          autoComplete="name"
          maxLength={120}
          defaultValue={values.name}
          error={errors.name}
          required
        />
        <Input
          id="email"
          name="email"
          type="email"
          label="Email"
          hint="We send the confirmation and a calendar file there."
          autoComplete="email"
          maxLength={254}
          defaultValue={values.email}
          error={errors.email}
          required
        />
        <Textarea
          id="note"
          name="note"
          label="What is it about?"
          optional
          maxLength={1000}
          defaultValue={values.note}
          error={errors.note}
        />
      </>
    )}
  </FormShell>
)
