export * from "./templates"
