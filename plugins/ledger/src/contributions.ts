import { ownerNames } from "./extension-points"

const SHOP = "Shop"

// The business itself: its accounts have no id (`-`).
ownerNames.add("ledger", {
  type: "house",
  of: (_knex, ids) => Promise.resolve(new Map(ids.map((id) => [id, SHOP]))),
  find: (_knex, words) => Promise.resolve(SHOP.toLowerCase().includes(words.toLowerCase()) ? ["-"] : []),
})
