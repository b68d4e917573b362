export { type InvitationFacts, invitationMail } from "./invitation"
export { type ProviderNoticeFacts, requestProviderNotice } from "./provider-notice"
export { requestStaffNotice, type StaffNoticeFacts } from "./staff-notice"
