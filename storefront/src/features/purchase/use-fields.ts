"use client"

import { type FocusEvent, useRef } from "react"
import type { FieldPath, UseFormReturn } from "react-hook-form"

import type { PurchaseValues } from "./form"
import { useAfterPointerUp } from "./use-after-pointer-up"

export type FieldBinding = ReturnType<ReturnType<typeof useFields>>

/**
 * Returns a function that binds an input to the form. Text entered before the page was hydrated is kept, which is
 * common on slow connections. `onEarlyText` is called for it: the focus in the form that it needed has passed unnoticed.
 */
export const useFields = (form: UseFormReturn<PurchaseValues>, onEarlyText?: () => void) => {
  const seen = useRef(new Set<string>())
  const afterPointerUp = useAfterPointerUp()
  return (path: FieldPath<PurchaseValues>) => {
    const { ref, onBlur, ...binding } = form.register(path)
    return {
      ...binding,
      onBlur: (event: FocusEvent) => afterPointerUp(() => void onBlur(event)),
      ref: (element: HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement | null) => {
        const early = element && !seen.current.has(path) ? typedText(element) : ""
        if (element) seen.current.add(path)
        ref(element)
        if (!early) return
        onEarlyText?.()
        if (!form.getValues(path)) form.setValue(path, early)
      },
    }
  }
}

const typedText = (element: HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement): string =>
  element instanceof HTMLInputElement && ["checkbox", "radio"].includes(element.type) ? "" : element.value
