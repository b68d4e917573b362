import { type FormEvent, startTransition } from "react"

/** Submits a form without React's form reset, so that the entered values remain when the action returns an error. */
export const submitKeepingValues = (send: (form: FormData) => void) => (event: FormEvent<HTMLFormElement>) => {
  event.preventDefault()
  const form = new FormData(event.currentTarget)
  startTransition(() => send(form))
}
