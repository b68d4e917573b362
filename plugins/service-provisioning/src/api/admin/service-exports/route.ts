import { handle } from "@atrium/server"

import { routes } from "../../../contracts"
import { exportServices } from "../../../use-cases/export-services"
import { sendCsv } from "../../send-csv"

export const GET = handle(routes, "GET /admin/service-exports", async ({ query, scope, res }) => {
  await sendCsv(
    res,
    query.content === "template" ? "services-template.csv" : "services.csv",
    exportServices(scope, query)
  )
  return undefined
})
