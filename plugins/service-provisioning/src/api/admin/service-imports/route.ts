import { handle, knexOf, uploadedFile } from "@atrium/server"

import { routes } from "../../../contracts"
import { listImports } from "../../../data/core/list-imports"
import { readServiceImport } from "../../../use-cases/read-service-import"
import { uploadServiceImport } from "../../../use-cases/upload-service-import"

export const GET = handle(routes, "GET /admin/service-imports", ({ query, scope }) => listImports(knexOf(scope), query))

export const POST = handle(routes, "POST /admin/service-imports", async ({ actor, scope, req, res }) => {
  const id = await uploadServiceImport(scope, uploadedFile(req), actor.id)
  res.status(202)
  return { service_import: await readServiceImport(scope, id) }
})
