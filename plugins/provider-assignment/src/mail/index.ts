export { type InvitationFacts, invitationMail, invitationTemplate } from "./invitation"
export { type ProviderNoticeFacts, providerNoticeTemplate, requestProviderNotice } from "./provider-notice"
export { requestStaffNotice, type StaffNoticeFacts, staffNoticeTemplate } from "./staff-notice"
