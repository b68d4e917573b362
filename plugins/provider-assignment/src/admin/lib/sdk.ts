import Medusa, { FetchError } from "@medusajs/js-sdk"

/** The Admin's own session; the dashboard and the API share an origin. */
export const sdk = new Medusa({ baseUrl: "/", auth: { type: "session" } })

/** What our error shape tells a person; falls back to general words. */
export const messageOf = (error: unknown): string =>
  error instanceof Error && error.message ? error.message : "It did not work. Try again in a moment."

/** Why something was not loaded: the shop's own sentence for a refusal, `otherwise` for everything else. */
export const whyNotLoaded = (error: unknown, otherwise: string): string =>
  error instanceof FetchError && error.status === 403 ? error.message : otherwise
