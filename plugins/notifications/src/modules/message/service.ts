import { MedusaService } from "@medusajs/framework/utils"

import { Message } from "./models/message"

/** Lists for Admin. Messages are written by `requestMail` (tx) and moved by the use cases. */
export class MessageService extends MedusaService({ Message }) {}
