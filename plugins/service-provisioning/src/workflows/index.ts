export * from "./templates"
export { moveServiceRequestWorkflow, updateServiceRequestWorkflow } from "./update-service-request"
export { addTaskWorkflow, answerIntakeWorkflow, changeTaskWorkflow } from "./change-task"
export { beginServicePurchaseWorkflow } from "./begin-service-purchase"
export { completeServicePurchase } from "./complete-service-purchase"
export { guestCustomerId } from "./guest-customer"
export { registerRequestMoveEffect, type RequestMove, type RequestMoveEffect } from "../tx/move-effects"
export { type ProviderAssigner, type ProviderAssignment, registerProviderAssigner } from "./provider-assigner"
export {
  type ProvisionedRequest,
  type ProvisionedRequestWork,
  registerProvisionedRequestWork,
} from "./provisioned-request-work"
export { listServiceRequests, readServiceRequest } from "../use-cases/read-service-requests"
export { reconcileProvisioning } from "../use-cases/reconcile-provisioning"
export { reconcileRefunds } from "../use-cases/reconcile-refunds"
export { FOLLOW_REFUNDS, PROVISION_PAYMENT, PROVISION_UNIT, TRACK_PURCHASE } from "../domain/work-kinds"
import "./register-work"
