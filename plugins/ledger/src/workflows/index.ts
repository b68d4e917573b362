export { type OwnerNames, registerLedgerOwnerNames } from "./owner-names"
export * from "./read-ledger"
