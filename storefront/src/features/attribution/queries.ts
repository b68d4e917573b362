import "server-only"
import { cookies } from "next/headers"
import { type Attribution, ATTRIBUTION_COOKIE, parseAttribution } from "./attribution"

/** Who brought the current visitor; the purchase sends `code` on as `affiliate_code`. */
export const currentAttribution = async (): Promise<Attribution> =>
  parseAttribution((await cookies()).get(ATTRIBUTION_COOKIE)?.value)
