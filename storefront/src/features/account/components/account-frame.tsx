import type { ReactNode } from "react"

import { SectionFrame } from "@/lib/ui"

import { SignOutButton } from "./sign-out-button"

const PAGES = [
  { href: "/account", label: "Requests" },
  { href: "/account/orders", label: "Orders" },
  { href: "/account/profile", label: "Details" },
  { href: "/account/addresses", label: "Addresses" },
  { href: "/account/emails", label: "Emails" },
  { href: "/account/security", label: "Security" },
  { href: "/account/privacy", label: "Privacy" },
  { href: "/affiliate", label: "Affiliate" },
] as const

/** Wraps an account page in the account navigation; `current` is the address without it. */
export const AccountFrame = (props: { current?: (typeof PAGES)[number]["href"]; children: ReactNode }) => (
  <SectionFrame label="Your account" pages={PAGES} signOut={<SignOutButton />} {...props} />
)
