"use client"

import { useEffect, useRef, useState } from "react"
import type { UseFormReturn } from "react-hook-form"

import { type Draft, draftOf, readDraft, writeDraft } from "./draft"
import type { PurchaseValues } from "./form"
import type { PurchaseOffer } from "./offer"

/**
 * Keeps what was typed over a reload, and the key of the last submission with it. Reading waits for the browser, so
 * that the server's page and the first render agree.
 */
export const useDraft = (
  form: UseFormReturn<PurchaseValues>,
  offer: PurchaseOffer,
  quantity: number,
  onQuantity: (quantity: number) => void
) => {
  const submission = useRef<Draft["submission"]>(null)
  // A state and not a ref: the values of the very render that restores are still the empty ones.
  const [restored, setRestored] = useState(false)
  const handle = offer.service.handle
  const tierId = offer.tier.id
  const values = form.watch()

  useEffect(() => {
    const draft = readDraft(sessionStorage, handle, tierId)
    setRestored(true)
    if (!draft) return
    submission.current = draft.submission
    onQuantity(Math.min(draft.quantity, offer.maxQuantity))
    const typed = form.getValues()
    const initial = form.formState.defaultValues
    const newest = (now: string, atFirst: string | undefined, kept: string) =>
      // What was typed since is newer than what was kept.
      now !== (atFirst ?? "") ? now : kept || now
    form.reset({
      customer: {
        full_name: newest(typed.customer.full_name, initial?.customer?.full_name, draft.customer.full_name),
        email: newest(typed.customer.email, initial?.customer?.email, draft.customer.email),
        phone: newest(typed.customer.phone, initial?.customer?.phone, draft.customer.phone),
      },
      requirements: newest(typed.requirements, "", draft.requirements),
      intake: { ...typed.intake, ...knownAnswers(draft.intake, offer) },
      consent: typed.consent || draft.consent,
      card: typed.card,
    })
    // Once per page: later changes of the form are written, not read.
  }, [handle, tierId])

  useEffect(() => {
    if (restored) writeDraft(sessionStorage, handle, tierId, draftOf(values, quantity, submission.current))
  })

  return submission
}

/** A template may have changed since: answers to questions that are gone are left behind. */
const knownAnswers = (intake: Draft["intake"], offer: PurchaseOffer): Draft["intake"] =>
  Object.fromEntries(offer.questions.flatMap(({ id }) => (intake[id] === undefined ? [] : [[id, intake[id]]])))
