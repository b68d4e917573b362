import { handle } from "@atrium/server"

import { routes } from "../../../../../contracts"
import { recordArrival } from "../../../../../use-cases/record-arrival"

export const POST = handle(routes, "POST /admin/bank-transfers/:id/arrival", async ({ scope, params }) => ({
  bank_transfer: await recordArrival(scope, params.id),
}))
