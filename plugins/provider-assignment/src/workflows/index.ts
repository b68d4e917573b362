import "../contributions"
import "../mail/invitation"
import "../mail/provider-notice"
import "../mail/staff-notice"
import "./assign/assign-by-hand"
import "./assign/assign-request"
import "./assign/release-effort"

export {
  type AssignmentRule,
  type AssignmentScorer,
  registerAssignmentRule,
  registerAssignmentScorer,
} from "../domain/assignment"
export { type FactsGatherer, registerAssignmentFacts } from "../reconcile/extra-facts"
export { createProviderWorkflow } from "./admin/create-provider"
export { updateProviderWorkflow } from "./admin/update-provider"
export { ASSIGN_REQUEST, LOOK_AGAIN } from "./assign/kinds"
export { lookAtWaitingRequests, reconcileAssignments } from "./assign/look-again"
export { INVITATION_DAYS, type InvitedProvider, inviteProviderWorkflow } from "./provider-sign-in/invite-provider"
export { letProviderInWorkflow } from "./provider-sign-in/let-provider-in"
