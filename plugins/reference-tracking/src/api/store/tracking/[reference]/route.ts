import { handle } from "@atrium/server"

import { routes } from "../../../../contracts"
import { lookUpReference } from "../../../../use-cases"

export const GET = handle(routes, "GET /store/tracking/:reference", async ({ scope, params, req, res }) => {
  const acceptLanguage = req.get("accept-language")
  const { tracking, locale } = await lookUpReference(scope, {
    reference: params.reference,
    ...(acceptLanguage ? { acceptLanguage } : {}),
  })
  // A status can change at any time, and anyone with the number may read it, so no proxy may cache it.
  res.set({ "Cache-Control": "no-store", "Content-Language": locale })
  res.vary("Accept-Language")
  return { tracking }
})
