"use client"

import { useEffect, useRef, useState } from "react"
import type { UseFormReturn } from "react-hook-form"

import { clearDrafts } from "./clear-drafts"
import { type Draft, draftKey, draftOf, readDraft, writeDraft } from "./draft"
import type { PurchaseValues } from "./form"
import type { PurchaseOffer } from "./offer"
import { shareDrafts } from "./share-drafts"

/**
 * Saves the form and the last submission's key in a draft, and restores them after a reload and in a second tab.
 * Restoring happens in an effect, so that the first render matches the server's; `public/shop.js` shows the texts before. `discard` deletes the draft once the purchase is made.
 */
export const useDraft = (
  form: UseFormReturn<PurchaseValues>,
  offer: PurchaseOffer,
  quantity: number,
  onQuantity: (quantity: number) => void
) => {
  const submission = useRef<Draft["submission"]>(null)
  // The page still renders until the browser has left it, which must not write the draft again.
  const discarded = useRef(false)
  // State instead of a ref, because the render that restores the draft still has the empty values.
  const [restored, setRestored] = useState(false)
  const handle = offer.service.handle
  const tierId = offer.tier.id
  const values = form.watch()

  const restore = (draft: Draft) => {
    submission.current = draft.submission
    onQuantity(Math.min(draft.quantity, offer.maxQuantity))
    const entered = form.getValues()
    const initial = form.formState.defaultValues
    // Text entered since the page loaded is newer than the draft.
    const newest = (value: string, initialValue: string | undefined, draftValue: string) =>
      value !== (initialValue ?? "") ? value : draftValue || value
    form.reset({
      customer: {
        full_name: newest(entered.customer.full_name, initial?.customer?.full_name, draft.customer.full_name),
        email: newest(entered.customer.email, initial?.customer?.email, draft.customer.email),
        phone: newest(entered.customer.phone, initial?.customer?.phone, draft.customer.phone),
      },
      requirements: newest(entered.requirements, "", draft.requirements),
      intake: { ...entered.intake, ...knownAnswers(draft.intake, offer) },
      consent: entered.consent || draft.consent,
      card: entered.card,
    })
  }

  useEffect(() => {
    const own = readDraft(sessionStorage, handle, tierId)
    setRestored(true)
    if (own) restore(own)
    // This tab's own draft is newer than that of another tab, and the first answer is enough.
    let isWanted = own === null
    const read = () => (discarded.current ? null : readDraft(sessionStorage, handle, tierId))
    return shareDrafts(draftKey(handle, tierId), read, (draft) => {
      if (isWanted) restore(draft)
      isWanted = false
    })
    // Only once per page. Later changes to the form are written to the draft.
  }, [handle, tierId])

  useEffect(() => {
    if (restored && !discarded.current)
      writeDraft(sessionStorage, handle, tierId, draftOf(values, quantity, submission.current))
  })

  const discard = () => {
    discarded.current = true
    clearDrafts(sessionStorage)
  }
  return { submission, discard }
}

/** Drops answers to questions that the template no longer has, and files: the server knows which are there. */
const knownAnswers = (intake: Draft["intake"], offer: PurchaseOffer): Draft["intake"] =>
  Object.fromEntries(
    offer.questions.flatMap(({ id, type }) => (intake[id] === undefined || type === "file" ? [] : [[id, intake[id]]]))
  )
