"use client"

import { useSyncExternalStore } from "react"

import { rememberedMailbox } from "../remembered-mailbox"

const never = () => () => undefined

/** Where the confirmation went: known to this tab and to the signed-in owner, to nobody else with the link. */
export const MailedTo = ({ purchaseId, email }: { purchaseId: string; email: string | undefined }) => {
  const remembered = useSyncExternalStore(
    never,
    () => rememberedMailbox(purchaseId),
    () => null
  )
  const mailbox = email ?? remembered
  return (
    <>
      We'll email your confirmation, with everything on this page, to{" "}
      {mailbox ? <strong className="font-medium wrap-anywhere">{mailbox}</strong> : "the email you entered"}. If it
      doesn't arrive, check your spam folder.
    </>
  )
}
