"use client"

import { useSyncExternalStore } from "react"

import { rememberedEmail } from "../remembered-email"

const subscribeToNothing = () => () => undefined

/**
 * Names the confirmation's recipient. Only shown in the tab that bought and to the signed-in customer, not to everyone
 * with the link.
 */
export const ConfirmationRecipient = ({ purchaseId, email }: { purchaseId: string; email: string | undefined }) => {
  const remembered = useSyncExternalStore(
    subscribeToNothing,
    () => rememberedEmail(purchaseId),
    () => null
  )
  const recipient = email ?? remembered
  return (
    <>
      We'll email your confirmation, with everything on this page, to{" "}
      {recipient ? <strong className="font-medium wrap-anywhere">{recipient}</strong> : "the email you entered"}. If it
      doesn't arrive, check your spam folder.
    </>
  )
}
