import { ATTRIBUTION_COOKIE, ATTRIBUTION_DAYS, type Attribution, serializeAttribution } from "./attribution"

/** Returns the options of the attribution cookie: first-party and not readable by scripts. */
export const attributionCookie = (attribution: Attribution, address: URL) =>
  ({
    name: ATTRIBUTION_COOKIE,
    value: serializeAttribution(attribution),
    maxAge: ATTRIBUTION_DAYS * 24 * 60 * 60,
    path: "/",
    sameSite: "lax",
    httpOnly: true,
    secure: address.protocol === "https:",
  }) as const
