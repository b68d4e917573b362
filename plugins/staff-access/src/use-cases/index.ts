export * from "./admit-staff"
export * from "./give-staff-role"
export * from "./staff-of-request"
