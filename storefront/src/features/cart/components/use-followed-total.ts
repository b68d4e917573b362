import { type FormEvent, useEffect, useRef, useTransition } from "react"

/** Fields that change what shipping and tax cost. A new country has its own ways to send. */
const PRICED = ["country_code", "shipping_option_id"] as const
export type PricedField = (typeof PRICED)[number]

/**
 * Saves the country and the way to send as soon as they are chosen, so that the total follows. `pricedFor`: what the
 * totals on the page are for. Returns whether they are being brought up to date, and the form's props for it. Without
 * JavaScript a button does the same.
 */
export const useFollowedTotal = (
  send: (form: FormData) => void,
  pricedFor: Readonly<Record<PricedField, string>> | undefined
) => {
  const [following, startFollowing] = useTransition()
  const form = useRef<HTMLFormElement>(null)
  const follow = (field: PricedField) => {
    if (!form.current) return
    const entered = new FormData(form.current)
    entered.set("intent", "update_delivery")
    if (field === "country_code") entered.delete("shipping_option_id")
    startFollowing(() => send(entered))
  }
  const onChange = ({ target }: FormEvent<HTMLFormElement>) => {
    const field = PRICED.find((one) => target instanceof Element && target.getAttribute("name") === one)
    if (field) follow(field)
  }
  // Preselected, restored, or chosen before this ran.
  useEffect(() => {
    const shown = form.current && pricedFor ? new FormData(form.current) : null
    const field = PRICED.find((one) => shown?.get(one) && shown.get(one) !== pricedFor?.[one])
    if (field) follow(field)
    // Once. Afterwards each change is followed.
  }, [])
  return { following, formProps: { ref: form, onChange } }
}
