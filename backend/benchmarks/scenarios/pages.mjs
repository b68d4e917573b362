import { measure } from "../lib/measure.mjs"

const ABOUT = `Pages of the storefront. The home page and the service page come from its cache; the sign-in page, which is
rendered for each request, is what they are compared with (× core).`

/** Undefined if there is no built storefront. */
export const run = async ({ storefront: server }, settings) => {
  if (!server) return undefined
  const requests = [
    { server, name: "sign-in page, rendered", path: "/sign-in", yardstick: "core" },
    { server, name: "home page", path: "/" },
    { server, name: "service page", path: "/services/trademark-registration" },
  ]
  const rows = await measure(requests, settings)
  return { title: "Storefront pages", about: ABOUT, rows: rows.map((row) => ({ ...row, statements: undefined })) }
}
