export { connectToCheck } from "../data/connect"
export * from "./prune-entries"
export * from "./seal-entries"
export * from "./verify-chain"
