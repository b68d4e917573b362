import { MedusaService } from "@medusajs/framework/utils"

import { CustomerSuspension } from "./models/customer-suspension"
import { EmailChange } from "./models/email-change"
import { EmailedLink } from "./models/emailed-link"
import { PrivacyRequest } from "./models/privacy-request"
import { PrivacyStep } from "./models/privacy-step"
import { RevokedToken } from "./models/revoked-token"
import { SignIn } from "./models/sign-in"
import { SpentCode } from "./models/spent-code"

/** Registers the tables with Medusa. Reads and writes are in `data/`. */
export class IdentityService extends MedusaService({
  CustomerSuspension,
  EmailChange,
  EmailedLink,
  PrivacyRequest,
  PrivacyStep,
  RevokedToken,
  SignIn,
  SpentCode,
}) {}
