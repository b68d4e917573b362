import "../contributions"
import "../work"

export { activateProviderWorkflow } from "./activate-provider"
export { assignProviderWorkflow } from "./assign-provider"
export { type AssignProviderInput, assignProviderStep } from "./steps/assign-provider"
export { type UnassignProviderInput, unassignProviderStep } from "./steps/unassign-provider"
export { unassignProviderWorkflow } from "./unassign-provider"
