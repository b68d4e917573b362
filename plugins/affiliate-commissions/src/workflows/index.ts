import "../contributions"
import "../work"

export { settleCommissionsWorkflow, type SettleCommissionsInput } from "./settle-commissions"
export { adjustCommissionsStep, attributeOrderStep, readOrderFactsStep } from "./steps/settle-commissions"
