"use client"

import Link from "next/link"
import { type ReactNode, useEffect, useLayoutEffect, useState } from "react"

import { Alert, Button, ButtonLink } from "@/lib/ui"

import { referencesOf } from "../actions"
import { boughtBefore } from "../bought"

/**
 * Shows the purchase form, or the purchase that was already paid with it in this tab. Decided once when the page is
 * opened, because the form stays until the browser has left it after paying.
 */
export const BoughtBefore = ({
  serviceHandle,
  tierId,
  children,
}: {
  serviceHandle: string
  tierId: string
  children: ReactNode
}) => {
  const [purchaseId, setPurchaseId] = useState<string | null>(null)
  const [references, setReferences] = useState<readonly string[]>([])

  useLayoutEffect(() => setPurchaseId(boughtBefore(sessionStorage, serviceHandle, tierId)), [serviceHandle, tierId])
  useEffect(() => {
    if (purchaseId === null) return
    let isCurrent = true
    referencesOf(purchaseId).then(
      (found) => {
        if (!isCurrent) return
        // The shop no longer has this purchase.
        if (found === null) setPurchaseId(null)
        else setReferences(found)
      },
      // Without the numbers the page still links to the confirmation.
      () => undefined
    )
    return () => {
      isCurrent = false
    }
  }, [purchaseId])

  if (purchaseId === null) return children
  return (
    <Alert
      tone="accent"
      title="You already bought this"
      className="max-w-[35rem]"
      action={
        <>
          <ButtonLink href={`/purchase/${purchaseId}/confirmation`} size="sm">
            View your confirmation
          </ButtonLink>
          <Button variant="secondary" size="sm" onClick={() => setPurchaseId(null)}>
            Buy another
          </Button>
        </>
      }
    >
      {references.length === 0
        ? "Your payment went through. You don't need to pay again."
        : "Your payment went through. "}
      {references.length > 0 ? (
        <>
          {references.length === 1 ? "Your reference number is " : "Your reference numbers are "}
          {references.map((reference, index) => (
            <span key={reference}>
              {index > 0 ? ", " : ""}
              <Link href={`/track/${reference}`} className="font-mono text-ink underline underline-offset-4">
                {reference}
              </Link>
            </span>
          ))}
          .
        </>
      ) : null}
    </Alert>
  )
}
