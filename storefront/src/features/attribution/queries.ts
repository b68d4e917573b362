import "server-only"
import { cookies } from "next/headers"
import { type Attribution, ATTRIBUTION_COOKIE, parseAttribution } from "./attribution"

/** Returns the current visitor's attribution. */
export const currentAttribution = async (): Promise<Attribution> =>
  parseAttribution((await cookies()).get(ATTRIBUTION_COOKIE)?.value)
