export { requestMail } from "./request-mail"
export type { MailToRequest } from "../contracts"
