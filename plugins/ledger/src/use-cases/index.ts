export * from "./read-ledger"
