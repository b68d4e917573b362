import { MedusaService } from "@medusajs/framework/utils"

import { Message } from "./models/message"

/** Lists for Admin. Messages are written by `tx/requestMail` and moved by `deliver.ts` alone. */
export class MessageService extends MedusaService({ Message }) {}
