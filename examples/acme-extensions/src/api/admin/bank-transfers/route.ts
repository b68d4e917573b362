import { handle } from "@atrium/server"

import { routes } from "../../../contracts"
import { readBankTransfers } from "../../../use-cases/read-bank-transfers"

export const GET = handle(routes, "GET /admin/bank-transfers", ({ scope, query }) => readBankTransfers(scope, query))
