"use client"

import { type FormEvent, useRef } from "react"
import type { FieldErrors, UseFormReturn } from "react-hook-form"

import type { PurchaseValues } from "./form"
import { shownErrors } from "./shown-errors"

/** Moves the focus to a field of the form, and scrolls to it. */
export const focusField = (path: string): void => {
  const field = document.getElementById(path) ?? document.getElementsByName(path)[0]
  field?.focus()
  field?.scrollIntoView({ block: "center" })
}

type Questions = Parameters<typeof shownErrors>[1]

/**
 * Returns a function that submits the form, or takes the shopper to the first field that needs attention. One submission
 * at a time: another one is ignored until `onValid` has finished.
 */
export const useSubmit = (
  form: UseFormReturn<PurchaseValues>,
  questions: Questions,
  handlers: { onValid: (values: PurchaseValues) => Promise<void>; onInvalid?: () => void; onUnchecked: () => void }
) => {
  const running = useRef(false)
  const { onValid, onInvalid, onUnchecked } = handlers
  const focusFirst = (errors: FieldErrors<PurchaseValues>) => {
    onInvalid?.()
    const [first] = shownErrors(errors, questions)
    // After the errors are shown, which moves the field.
    if (first) requestAnimationFrame(() => focusField(first.path))
  }
  const submit = async (): Promise<void> => {
    if (running.current) return
    running.current = true
    try {
      await form.handleSubmit(onValid, focusFirst)()
    } finally {
      running.current = false
    }
  }
  return (event?: FormEvent): void => {
    event?.preventDefault()
    // The rules couldn't be loaded, for example because the connection was lost.
    submit().catch(onUnchecked)
  }
}
