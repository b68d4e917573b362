// Separate from draft.ts, because every account page loads this file.
const clear = (storage: Storage, prefixes: readonly string[]): void => {
  const keys = Array.from({ length: storage.length }, (_, index) => storage.key(index) ?? "")
  for (const key of keys) if (prefixes.some((prefix) => key.startsWith(prefix))) storage.removeItem(key)
}

/** Deletes all drafts in this tab. Called after a purchase. */
export const clearDrafts = (storage: Storage): void => clear(storage, ["atrium.purchase."])

/** Deletes everything this tab stores about purchases. Called on sign-out. */
export const clearPurchases = (storage: Storage): void =>
  clear(storage, ["atrium.purchase.", "atrium.bought.", "atrium.email."])
