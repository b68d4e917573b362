export { copyOptOuts } from "../data/opt-outs"
export { requestMail } from "./request-mail"
export type { MailToRequest } from "../contracts"
