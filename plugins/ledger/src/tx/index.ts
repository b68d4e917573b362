export type { LedgerEntryInput, PostedEntry } from "../contracts/entries"
export { balancesOf } from "../modules/ledger/balances"
export * from "./post-entries"
