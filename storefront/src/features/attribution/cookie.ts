import { ATTRIBUTION_COOKIE, ATTRIBUTION_DAYS, type Attribution, serialiseAttribution } from "./attribution"

/** The cookie that keeps who brought a visitor: first-party, not readable by scripts. */
export const attributionCookie = (attribution: Attribution, address: URL) =>
  ({
    name: ATTRIBUTION_COOKIE,
    value: serialiseAttribution(attribution),
    maxAge: ATTRIBUTION_DAYS * 24 * 60 * 60,
    path: "/",
    sameSite: "lax",
    httpOnly: true,
    secure: address.protocol === "https:",
  }) as const
