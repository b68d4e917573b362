import Medusa from "@medusajs/js-sdk"

/** Admin and its API share one origin, and Admin's session. */
export const sdk = new Medusa({ baseUrl: "/", auth: { type: "session" } })
