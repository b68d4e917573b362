export * from "./routes"
