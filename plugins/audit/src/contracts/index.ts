export * from "./entry"
export * from "./routes"
