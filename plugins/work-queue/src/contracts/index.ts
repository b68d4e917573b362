export * from "./work"
