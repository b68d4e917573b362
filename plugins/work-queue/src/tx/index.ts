export * from "./enqueue-work"
