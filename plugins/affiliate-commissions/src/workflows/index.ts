import "../contributions"
import "../work"

export { settleCommissionsWorkflow, type SettleCommissionsInput } from "./settle-commissions"
export { adjustCommissionsStep, attributeOrderStep, readReferredOrderStep } from "./steps/settle-commissions"
