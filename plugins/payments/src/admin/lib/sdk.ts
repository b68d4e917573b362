import Medusa, { FetchError } from "@medusajs/js-sdk"

/** Admin and its API share one origin, and Admin's session. */
export const sdk = new Medusa({ baseUrl: "/", auth: { type: "session" } })

/** Why something was not loaded: the shop's own sentence for a refusal, `otherwise` for everything else. */
export const whyNotLoaded = (error: unknown, otherwise: string): string =>
  error instanceof FetchError && error.status === 403 ? error.message : otherwise
