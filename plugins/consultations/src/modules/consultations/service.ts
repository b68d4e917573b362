import { MedusaService } from "@medusajs/framework/utils"

import { Consultation } from "./models/consultation"
import { ConsultationSetting } from "./models/consultation-setting"

/** Provides the generated list methods for `query.graph` and links. */
export class ConsultationService extends MedusaService({ Consultation, ConsultationSetting }) {}
