import { env } from "@atrium/server"
import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"

import { openApiDocument } from "../../config/openapi"
import { routeTables } from "../../config/routes"

let document: ReturnType<typeof openApiDocument> | undefined

/** The document never changes while the process lives, so it is made once. */
export const GET = async (_req: MedusaRequest, res: MedusaResponse) => {
  document ??= openApiDocument(routeTables, env().ATRIUM_BACKEND_URL)
  res.setHeader("Cache-Control", "public, max-age=300").json(document)
}
