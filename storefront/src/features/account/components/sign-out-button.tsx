"use client"

import { signOut } from "@/features/auth/actions"
import { clearDrafts } from "@/features/purchase/draft"
import { Button } from "@/lib/ui"

/** Ends the sign-in and leaves nothing of a purchase behind for the next person at this browser. */
export const SignOutButton = () => (
  <form action={signOut} onSubmit={() => clearDrafts(sessionStorage)}>
    <Button type="submit" variant="quiet" size="sm">
      Sign out
    </Button>
  </form>
)
