"use client"

import { signOut } from "@/features/auth/actions"
import { clearPurchases } from "@/features/purchase/clear-drafts"
import { Button } from "@/lib/ui"

/** Signs the customer out and deletes what this tab stores about purchases, so the next person using this browser can't see them. */
export const SignOutButton = () => (
  <form action={signOut} onSubmit={() => clearPurchases(sessionStorage)}>
    <Button type="submit" variant="quiet" size="sm">
      Sign out
    </Button>
  </form>
)
