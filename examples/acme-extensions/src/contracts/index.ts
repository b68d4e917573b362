export * from "./errors"
export * from "./bank-transfers"
export { routes } from "./routes"
export * from "./welcome-calls"
