"use client"

import { type FocusEvent, useRef } from "react"
import type { FieldPath, UseFormReturn } from "react-hook-form"

import type { PurchaseValues } from "./form"
import { useAfterPress } from "./use-after-press"

export type FieldBinding = ReturnType<ReturnType<typeof useFields>>

/**
 * Binds inputs to the form. What somebody typed before the page's script was there is taken over, not wiped; on the
 * page and in tests alike, slow connections make that ordinary.
 */
export const useFields = (form: UseFormReturn<PurchaseValues>) => {
  const seen = useRef(new Set<string>())
  const afterPress = useAfterPress()
  return (path: FieldPath<PurchaseValues>) => {
    const { ref, onBlur, ...binding } = form.register(path)
    return {
      ...binding,
      onBlur: (event: FocusEvent) => afterPress(() => void onBlur(event)),
      ref: (element: HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement | null) => {
        const early = element && !seen.current.has(path) ? typedText(element) : ""
        if (element) seen.current.add(path)
        ref(element)
        if (early && !form.getValues(path)) form.setValue(path, early)
      },
    }
  }
}

const typedText = (element: HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement): string =>
  element instanceof HTMLInputElement && ["checkbox", "radio"].includes(element.type) ? "" : element.value
