import { MedusaService } from "@medusajs/framework/utils"

import { Message } from "./models/message"

/** Lists for Admin. `requestMail` (tx) writes messages and the use cases change them. */
export class MessageService extends MedusaService({ Message }) {}
