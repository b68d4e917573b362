import { usePrompt } from "@medusajs/ui"
import { createContext, useContext, useEffect, useId, useRef, useState, useSyncExternalStore } from "react"
import { useBlocker } from "react-router-dom"

type OpenForm = { readonly id: string; readonly hasUnsavedInput: () => boolean }

const isAnyUnsaved = (forms: Iterable<OpenForm>): boolean => [...forms].some((form) => form.hasUnsavedInput())

// React Router allows one blocker at a time, and a page may have several forms: the first one asks for all of them.
let openForms: readonly OpenForm[] = []
const listeners = new Set<() => void>()
const setOpenForms = (next: readonly OpenForm[]): void => {
  openForms = next
  for (const listener of listeners) listener()
}
const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}

const useAskToLeave = () => {
  const prompt = usePrompt()
  // As Medusa's own forms ask.
  return () =>
    prompt({
      variant: "confirmation",
      title: "Are you sure you want to leave this form?",
      description: "You have unsaved changes that will be lost if you exit this form.",
      cancelText: "Keep editing",
      confirmText: "Leave form",
    })
}

const Blocker = () => {
  const ask = useAskToLeave()
  const blocker = useBlocker(
    ({ currentLocation: from, nextLocation: to }) =>
      (from.pathname !== to.pathname || from.search !== to.search) && isAnyUnsaved(openForms)
  )
  useEffect(() => {
    if (blocker.state === "blocked")
      void ask().then((leave) => {
        if (leave) blocker.proceed()
        else blocker.reset()
      })
    // Not on every render, for which `ask` is a new function: the question is asked once.
  }, [blocker])
  useEffect(() => {
    const warn = (event: BeforeUnloadEvent) => {
      if (isAnyUnsaved(openForms)) event.preventDefault()
    }
    window.addEventListener("beforeunload", warn)
    return () => window.removeEventListener("beforeunload", warn)
  }, [])
  return null
}

/** The forms inside a drawer or a modal. */
export const FormsInside = createContext<Set<OpenForm> | undefined>(undefined)

/** Asks before a form with unsaved input is left: for another page, by closing the tab, or by closing its drawer. */
export const UnsavedInput = ({ hasUnsavedInput }: Pick<OpenForm, "hasUnsavedInput">) => {
  const id = useId()
  const inside = useContext(FormsInside)
  useEffect(() => {
    const form = { id, hasUnsavedInput }
    setOpenForms([...openForms, form])
    inside?.add(form)
    return () => {
      setOpenForms(openForms.filter((other) => other !== form))
      inside?.delete(form)
    }
  }, [id, hasUnsavedInput, inside])
  const asks = useSyncExternalStore(subscribe, () => openForms[0]?.id === id)
  return asks ? <Blocker /> : null
}

/** Closes a drawer or a modal, after asking if a form inside has unsaved input. `inside`: value for `FormsInside`. */
export const useGuardedClose = (onClose: () => void) => {
  const [inside] = useState(() => new Set<OpenForm>())
  const ask = useAskToLeave()
  const isAsking = useRef(false)
  const close = async () => {
    if (!isAnyUnsaved(inside)) return onClose()
    // A quick click on the question's buttons also counts as one outside the drawer, which would ask again.
    if (isAsking.current) return
    isAsking.current = true
    // Escape dismisses Medusa's prompt, even the very keypress that is closing the drawer.
    await new Promise((resolve) => setTimeout(resolve))
    const leaves = await ask()
    isAsking.current = false
    if (leaves) onClose()
  }
  return { inside, onOpenChange: (open: boolean) => void (open ? undefined : close()) }
}
