import "../mail/invitation"
import "../mail/provider-notice"
import "../mail/staff-notice"

export { INVITATION_DAYS, type InvitedProvider, inviteProviderWorkflow } from "./provider-sign-in/invite-provider"
export { letProviderInWorkflow } from "./provider-sign-in/let-provider-in"
