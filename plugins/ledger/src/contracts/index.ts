export * from "./entries"
export * from "./errors"
export * from "./ledger"
export * from "./routes"
