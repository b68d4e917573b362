export * from "./errors"
export * from "./passwords"
export * from "./registrations"
