import type { ReactNode } from "react"

import { SectionFrame, SubmitButton } from "@/lib/ui"

import { signOutProvider } from "../auth-actions"

const PAGES = [
  { href: "/provider", label: "Open requests" },
  { href: "/provider/requests", label: "All requests" },
  { href: "/provider/consultations", label: "Consultations" },
  { href: "/provider/hours", label: "Weekly hours" },
  { href: "/provider/absences", label: "Absences" },
  { href: "/provider/emails", label: "Emails" },
  { href: "/provider/security", label: "Security" },
] as const

/** Wraps a portal page in the portal navigation; `current` is the address without it. */
export const PortalFrame = (props: { current?: (typeof PAGES)[number]["href"]; children: ReactNode }) => (
  <SectionFrame
    label="Provider portal"
    pages={PAGES}
    signOut={
      <form action={signOutProvider}>
        <SubmitButton variant="quiet" size="sm" busyLabel="Signing out…">
          Sign out
        </SubmitButton>
      </form>
    }
    {...props}
  />
)
