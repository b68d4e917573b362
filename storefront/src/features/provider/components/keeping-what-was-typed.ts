import { type FormEvent, startTransition } from "react"

/** Sends a form by hand and not by `action`, which would empty the fields when the shop refuses what stands in them. */
export const keepingWhatWasTyped = (send: (form: FormData) => void) => (event: FormEvent<HTMLFormElement>) => {
  event.preventDefault()
  const form = new FormData(event.currentTarget)
  startTransition(() => send(form))
}
