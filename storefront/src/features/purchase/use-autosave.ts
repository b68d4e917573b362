"use client"

import { useEffect, useRef, useState } from "react"

import type { SavedValues } from "@/features/checkout-draft/save-changes"

import { changedFields } from "./draft-fields"
import type { PurchaseOffer } from "./offer"

const WAIT_MS = 1_500
const AGAIN_MS = 2_500
const MOST_MS = 20_000

/** What is saved: the fields of the form, the quantity, and whether one reminder may be sent. */
export type Autosaved = { fields: SavedValues; quantity: number; remind: boolean }

/** The form data of what changed, as `readChanges` reads it; null when nothing did. */
export const changesToSend = (
  offer: { service: { handle: string }; tier: { id: string } },
  before: Autosaved,
  now: Autosaved
): FormData | null => {
  const names = changedFields(before.fields, now.fields)
  if (names.length === 0 && before.remind === now.remind && before.quantity === now.quantity) return null
  const body = new FormData()
  body.append("service", offer.service.handle)
  body.append("tier", offer.tier.id)
  body.append("quantity", String(now.quantity))
  for (const name of names) {
    body.append("changed", name)
    for (const text of now.fields[name] ?? []) body.append(name, text)
  }
  if (before.remind !== now.remind) {
    body.append("changed", "remind")
    body.append("remind", now.remind ? "yes" : "")
  }
  return body
}

/**
 * Saves on the server what changed in the form: a moment after the last change, and when the page is left. One request at a
 * time, so that the first one makes the only draft. A form that no one touched isn't saved.
 * @returns `isSaved`: everything is; `stop`: the purchase was made, and `forget` says that what was typed is needed no more
 */
export const useAutosave = (offer: PurchaseOffer, saved: Autosaved, current: Autosaved) => {
  const [isSaved, setSaved] = useState(false)
  const serialized = JSON.stringify(current)
  const untouched = useRef(serialized)
  const latest = useRef(current)
  const sent = useRef(saved)
  const state = useRef<"idle" | "sending" | "stopped">("idle")
  const request = useRef<Promise<boolean>>(Promise.resolve(true))
  const failures = useRef(0)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)

  const save = async (): Promise<void> => {
    clearTimeout(timer.current)
    const now = latest.current
    const body = state.current === "idle" ? changesToSend(offer, sent.current, now) : null
    if (!body) return
    state.current = "sending"
    request.current = fetch("/purchase/draft", { method: "POST", body, keepalive: true }).then(
      (response) => response.ok,
      () => false
    )
    const ok = await request.current
    // Stopped meanwhile.
    if (state.current !== "sending") return
    state.current = "idle"
    if (ok) sent.current = now
    failures.current = ok ? 0 : failures.current + 1
    const again = ok ? WAIT_MS : Math.min(AGAIN_MS * 2 ** (failures.current - 1), MOST_MS)
    const isComplete = changesToSend(offer, sent.current, latest.current) === null
    setSaved(isComplete)
    if (!isComplete) timer.current = setTimeout(() => void save(), again)
  }

  useEffect(() => {
    latest.current = current
    if (serialized === untouched.current) return
    untouched.current = ""
    setSaved(false)
    clearTimeout(timer.current)
    timer.current = setTimeout(() => void save(), WAIT_MS)
    // Once per change of what is saved, not of the card.
  }, [serialized])

  useEffect(() => {
    const flush = () => {
      if (untouched.current === "") void save()
    }
    const onHidden = () => {
      if (document.hidden) flush()
    }
    addEventListener("pagehide", flush)
    document.addEventListener("visibilitychange", onHidden)
    return () => {
      removeEventListener("pagehide", flush)
      document.removeEventListener("visibilitychange", onHidden)
      clearTimeout(timer.current)
    }
  }, [])

  const stop = ({ forget }: { forget: boolean }) => {
    state.current = "stopped"
    clearTimeout(timer.current)
    const url = `/purchase/draft?${new URLSearchParams({ tier: offer.tier.id }).toString()}`
    // After a request that is under way, which would make a new draft. Without it, the draft ends when the server learns of
    // the payment.
    const end = () => fetch(url, { method: "DELETE", keepalive: true })
    if (forget) void request.current.then(end).catch(() => undefined)
  }
  return { isSaved, stop }
}
