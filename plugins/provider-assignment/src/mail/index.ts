export { requestProviderNotice, type ProviderNoticeFacts } from "./provider-notice-request"
export { requestStaffNotice, type StaffNoticeFacts } from "./staff-notice-request"
