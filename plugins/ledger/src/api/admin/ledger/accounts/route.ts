import { handle } from "@atrium/server"

import { routes } from "../../../../contracts"
import { readLedgerAccounts } from "../../../../use-cases"

export const GET = handle(routes, "GET /admin/ledger/accounts", ({ scope, query }) => readLedgerAccounts(scope, query))
