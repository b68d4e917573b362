export { providerNotice, providerNoticeTemplate } from "./provider-notice"
export {
  bookedMail,
  bookedTemplate,
  canceledMail,
  canceledTemplate,
  movedMail,
  movedTemplate,
  reminderMail,
  reminderTemplate,
} from "./visitor-mails"
