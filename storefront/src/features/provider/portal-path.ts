import { ownPath } from "@/features/auth/next-path"

const HOME = "/provider"

/** Where to go after signing in: a page of the portal, else its first one. */
export const portalPath = (next: unknown): string => {
  const path = ownPath(next, HOME)
  return path === HOME || path.startsWith(`${HOME}/`) || path.startsWith(`${HOME}?`) ? path : HOME
}
