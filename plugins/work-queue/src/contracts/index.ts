export * from "./operations-report"
export * from "./routes"
export * from "./work"
export * from "./work-items"
