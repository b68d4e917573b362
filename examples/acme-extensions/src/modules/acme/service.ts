import { MedusaService } from "@medusajs/framework/utils"

import { BankTransfer } from "./models/bank-transfer"
import { BankTransferRefund } from "./models/bank-transfer-refund"
import { WelcomeCall } from "./models/welcome-call"

/** Provides the generated list methods for `query.graph` and links. Writes are in `data/`. */
export class AcmeService extends MedusaService({ BankTransfer, BankTransferRefund, WelcomeCall }) {}
