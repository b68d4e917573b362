import { handle } from "@atrium/server"

import { routes } from "../../../../contracts"
import { readLedgerEntries } from "../../../../use-cases"

export const GET = handle(routes, "GET /admin/ledger/entries", ({ scope, query }) => readLedgerEntries(scope, query))
