import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"

import type { AccountListAnswer } from "../../../../contracts"
import { AccountListQuery } from "../../../../contracts"
import { readLedgerAccounts } from "../../../../workflows"

export const GET = async (req: AuthenticatedMedusaRequest, res: MedusaResponse<AccountListAnswer>) => {
  res.json(await readLedgerAccounts(req.scope, AccountListQuery.parse(req.validatedQuery)))
}
