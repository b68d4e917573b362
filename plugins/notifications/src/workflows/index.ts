import "./register-work"
import "../templates/password-reset"

export { mailOf, registerMailTemplate } from "../templates/mail-templates"
export type { MailTemplate } from "../templates/mail-templates"
export { composeMail } from "./compose-mail"
export { sendMessage } from "./send-message"
export { reconcileMessages } from "./reconcile-messages"
export { requestMailStep } from "./steps/request-mail"
export {
  Button,
  Details,
  Divider,
  Heading,
  Layout,
  LineItem,
  Paragraph,
  Reference,
  Small,
  Steps,
} from "../templates/parts"
