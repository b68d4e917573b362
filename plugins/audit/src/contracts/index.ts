export * from "./entry"
export * from "./errors"
export * from "./list"
export * from "./routes"
