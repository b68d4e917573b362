import { localPath } from "@/features/auth/next-path"

const HOME = "/provider"

/** Returns `next` if it is a page of the provider portal, otherwise the portal's home page. */
export const portalPath = (next: unknown): string => {
  const path = localPath(next, HOME)
  return path === HOME || path.startsWith(`${HOME}/`) || path.startsWith(`${HOME}?`) ? path : HOME
}
