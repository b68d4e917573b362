export * from "./steps/enqueue-work"
