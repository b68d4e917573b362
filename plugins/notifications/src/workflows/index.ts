import "../contributions"
import "../work"

export { requestMailStep } from "./steps/request-mail"
