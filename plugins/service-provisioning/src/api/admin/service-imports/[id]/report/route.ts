import { handle } from "@atrium/server"

import { routes } from "../../../../../contracts"
import { reportServiceImport } from "../../../../../use-cases/read-service-import"
import { sendCsv } from "../../../../send-csv"

export const GET = handle(routes, "GET /admin/service-imports/:id/report", async ({ params, scope, res }) => {
  await sendCsv(res, "import-report.csv", await reportServiceImport(scope, params.id))
  return undefined
})
