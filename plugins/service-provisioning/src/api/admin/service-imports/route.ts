import { handle, uploadedFile } from "@atrium/server"

import { routes } from "../../../contracts"
import { readServiceImport } from "../../../use-cases/read-service-import"
import { uploadServiceImport } from "../../../use-cases/upload-service-import"

export const POST = handle(routes, "POST /admin/service-imports", async ({ actor, scope, req, res }) => {
  const id = await uploadServiceImport(scope, uploadedFile(req), actor.id)
  res.status(202)
  return { service_import: await readServiceImport(scope, id) }
})
