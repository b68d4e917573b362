import { MedusaService } from "@medusajs/framework/utils"

import { Affiliate } from "./models/affiliate"
import { AffiliateAttribution } from "./models/affiliate-attribution"
import { AffiliateClick } from "./models/affiliate-click"
import { AffiliateClickDay } from "./models/affiliate-click-day"
import { AffiliateProgramme } from "./models/affiliate-programme"
import { AffiliateProgrammeVersion } from "./models/affiliate-programme-version"
import { AffiliateStatusHistory } from "./models/affiliate-status-history"
import { Commission } from "./models/commission"
import { CommissionHistory } from "./models/commission-history"
import { CommissionRule } from "./models/commission-rule"
import { CommissionRuleVersion } from "./models/commission-rule-version"

/** Lists for `query.graph` and links. Attributions and commissions are written by `data/`, in the caller's transaction. */
export class AffiliateModuleService extends MedusaService({
  Affiliate,
  AffiliateAttribution,
  AffiliateClick,
  AffiliateClickDay,
  AffiliateProgramme,
  AffiliateProgrammeVersion,
  AffiliateStatusHistory,
  Commission,
  CommissionHistory,
  CommissionRule,
  CommissionRuleVersion,
}) {}
