import "../contributions"
import "../work"

export { acceptStaffInvitationWorkflow } from "./accept-staff-invitation"
export { completeRegistrationWorkflow } from "./complete-registration"
export { setProvenPasswordStep } from "./steps/set-proven-password"
