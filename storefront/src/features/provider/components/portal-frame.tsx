import type { ReactNode } from "react"

import { Button, SectionFrame } from "@/lib/ui"

import { signOutProvider } from "../auth-actions"

const PAGES = [
  { href: "/provider", label: "Now" },
  { href: "/provider/requests", label: "All requests" },
  { href: "/provider/absences", label: "Absences" },
] as const

/** The portal's navigation around one of its pages. */
export const PortalFrame = (props: { current: (typeof PAGES)[number]["href"]; children: ReactNode }) => (
  <SectionFrame
    label="Provider portal"
    pages={PAGES}
    signOut={
      <form action={signOutProvider}>
        <Button type="submit" variant="quiet" size="sm">
          Sign out
        </Button>
      </form>
    }
    {...props}
  />
)
