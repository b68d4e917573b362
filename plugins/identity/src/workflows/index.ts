import "../mail/account-exists"
import "../mail/password-changed"
import "../mail/registration-link"
import "../work"

export { acceptStaffInvitationWorkflow } from "./accept-staff-invitation"
export { completeRegistrationWorkflow } from "./complete-registration"
export { setProvenPasswordStep } from "./steps/set-proven-password"
