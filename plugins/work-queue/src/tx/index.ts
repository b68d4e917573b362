export * from "./enqueue-work"
export * from "./reopen-work"
