"use client"

import { signOut } from "@/features/auth/actions"
import { clearDrafts } from "@/features/purchase/draft"
import { Button } from "@/lib/ui"

/** Signs the customer out and clears purchase drafts, so the next person using this browser can't see them. */
export const SignOutButton = () => (
  <form action={signOut} onSubmit={() => clearDrafts(sessionStorage)}>
    <Button type="submit" variant="quiet" size="sm">
      Sign out
    </Button>
  </form>
)
