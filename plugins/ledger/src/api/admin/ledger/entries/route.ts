import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"

import type { EntryListAnswer } from "../../../../contracts"
import { EntryListQuery } from "../../../../contracts"
import { readLedgerEntries } from "../../../../workflows"

export const GET = async (req: AuthenticatedMedusaRequest, res: MedusaResponse<EntryListAnswer>) => {
  res.json(await readLedgerEntries(req.scope, EntryListQuery.parse(req.validatedQuery)))
}
