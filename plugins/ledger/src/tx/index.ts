export type { LedgerEntryInput, PostedEntry } from "../contracts/entries"
export { balancesOf } from "../data/balances"
export { postedBySource, type PostedBySource } from "../data/posted-by-source"
export * from "./post-entries"
