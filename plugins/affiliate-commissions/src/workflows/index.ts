import "./register-work"

export { createAffiliateProgrammeWorkflow, updateAffiliateProgrammeWorkflow } from "./programmes"
export { createCommissionRuleWorkflow, updateCommissionRuleWorkflow } from "./rules"
export { decideCommissionWorkflow } from "./decide-commission"
export { enrolAffiliateWorkflow } from "./enrol-affiliate"
export { pruneAffiliateClicks, reconcileCommissions } from "./reconcile-commissions"
export {
  listAffiliates,
  listProgrammesForStaff as listProgrammes,
  listRulesForStaff as listCommissionRules,
} from "./read-admin"
export { updateAffiliateWorkflow } from "./update-affiliate"
export { MATURE_ORDER, SETTLE_ORDER } from "./work/kinds"
