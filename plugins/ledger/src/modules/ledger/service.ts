import { MedusaService } from "@medusajs/framework/utils"

import { LedgerAccount } from "./models/ledger-account"
import { LedgerEntry } from "./models/ledger-entry"
import { LedgerPosting } from "./models/ledger-posting"

/** Lists for `query.graph` and links. Entries are written by `tx/post-entries` alone. */
export class LedgerService extends MedusaService({ LedgerAccount, LedgerEntry, LedgerPosting }) {}
