import { MedusaService } from "@medusajs/framework/utils"

import { BankTransfer } from "./models/bank-transfer"
import { BankTransferRefund } from "./models/bank-transfer-refund"
import { WelcomeCall } from "./models/welcome-call"

/** Lists for `query.graph` and links. `data/` writes. */
export class AcmeService extends MedusaService({ BankTransfer, BankTransferRefund, WelcomeCall }) {}
