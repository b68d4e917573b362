import { env, handle, servedRouteTables } from "@atrium/server"

import { openApiDocument } from "../../config/openapi"
import { backendRoutes } from "../../config/routes"

let document: ReturnType<typeof openApiDocument> | undefined

/** The document never changes while the process runs, so it is built once. */
export const GET = handle(backendRoutes, "GET /openapi.json", ({ res }) => {
  document ??= openApiDocument(servedRouteTables.all(), env().ATRIUM_BACKEND_URL)
  res.setHeader("Cache-Control", "public, max-age=300").json(document)
  return undefined
})
