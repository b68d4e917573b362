export { copyOptOuts } from "../data/opt-outs"
export { eraseRecipients } from "./erase-recipients"
export { requestMail } from "./request-mail"
export type { MailToRequest } from "../contracts"
