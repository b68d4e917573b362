import "../work"

export { routeMatcher } from "../domain/match-route"
export { unknownRolePermissions } from "../domain/role-permissions"
export * from "./admit-staff"
export { admittedStaff } from "./admitted-staff"
export * from "./approvals"
export * from "./give-staff-role"
export * from "./staff-of-request"
