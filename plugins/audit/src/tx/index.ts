export * from "./record-audit"
