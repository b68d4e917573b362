export * from "./brand"
export * from "./mail"
export * from "./routes"
export * from "./work"
