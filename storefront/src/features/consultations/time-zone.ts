import { TimeZone } from "@atrium/provider-assignment/contracts"

/** The zone of an address; UTC until the visitor, or `public/shop.js`, has chosen one. */
export const chosenTimeZone = (given: unknown): string => TimeZone.safeParse(given).data ?? "UTC"

/** Every zone that can be chosen, UTC first. Includes `chosen`, which may be an older name. */
export const timeZoneChoices = (chosen: string): { value: string; label: string }[] =>
  [...new Set(["UTC", chosen, ...Intl.supportedValuesOf("timeZone")])].map((zone) => ({
    value: zone,
    label: zone.replaceAll("_", " "),
  }))
