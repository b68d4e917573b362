export { type ProvenAccount, provenAccountOf, provenAccountWith } from "../data/core/proven-address"
export { clearAuthorizations } from "./authorize-credential"
export { endSignIns } from "./end-sign-ins"
export { refuseCommonPassword } from "./refuse-common-password"
