export { forgetAdmissions } from "./admit"
export { endSignIns } from "./end-sign-ins"
export { refuseCommonPassword } from "./refuse-common-password"
