import { MedusaService } from "@medusajs/framework/utils"

import { BankTransfer } from "./models/bank-transfer"
import { BankTransferRefund } from "./models/bank-transfer-refund"

/** Lists for `query.graph` and links. `data/bank-transfers.ts` writes. */
export class AcmeService extends MedusaService({ BankTransfer, BankTransferRefund }) {}
