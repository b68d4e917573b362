"use client"

import { signOut } from "@/features/auth/actions"
import { clearPurchases } from "@/features/purchase/clear-drafts"
import { SubmitButton } from "@/lib/ui"

/** Signs the customer out and deletes what this tab stores about purchases, so the next person using this browser can't see them. */
export const SignOutButton = () => (
  <form action={signOut} onSubmit={() => clearPurchases(sessionStorage)}>
    <SubmitButton variant="quiet" size="sm" busyLabel="Signing out…">
      Sign out
    </SubmitButton>
  </form>
)
