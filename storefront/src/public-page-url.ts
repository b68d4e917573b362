import { handleText } from "@atrium/kernel"
import { readSearch, searchHref } from "@/features/catalogue/search"
import { goodsHref, readGoodsSearch } from "@/features/goods/search"

/**
 * Returns the URL of the public page that is requested, without parameters that don't affect it (`?ref=`, `utm_*`).
 * Undefined for every page that is personal or needs React in the browser.
 */
export const publicPageUrl = ({ pathname, searchParams }: URL): string | undefined => {
  if (pathname === "/") {
    const parameters = ["q", "category", "sort", "page"].map((name) => [name, searchParams.get(name) ?? undefined])
    return searchHref(readSearch(Object.fromEntries(parameters))).replace("#services", "")
  }
  const slug = /^\/pages\/([^/]+)$/.exec(pathname)?.[1]
  if (slug !== undefined && handleText.safeParse(slug).success) return pathname
  if (pathname === "/goods") {
    const parameters = ["q", "category", "sort", "page"].map((name) => [name, searchParams.get(name) ?? undefined])
    return goodsHref(readGoodsSearch(Object.fromEntries(parameters)))
  }
  const handle = /^\/(?:services|goods)\/([^/]+)$/.exec(pathname)?.[1]
  return handle !== undefined && handleText.safeParse(handle).success ? pathname : undefined
}

/** Personal pages that work without React, so that signing in and paying don't load it. They may contain no streamed content. */
const PLAIN_PAGES = [
  "/sign-in",
  "/register",
  "/forgot-password",
  "/provider/sign-in",
  "/provider/forgot-password",
  "/privacy-choices",
  "/cart",
  "/checkout",
]

const PLAIN_PATTERNS = [/^\/services\/[^/]+\/consultation$/, /^\/consultations\/[^/]+(?:\/move)?$/]

export const isPlainPage = ({ pathname }: Pick<URL, "pathname">): boolean =>
  PLAIN_PAGES.includes(pathname) || PLAIN_PATTERNS.some((pattern) => pattern.test(pathname))
