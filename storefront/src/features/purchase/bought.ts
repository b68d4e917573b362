/**
 * Remembers in the tab which purchase of a plan was paid, so that going back to its form doesn't lead to paying twice. The
 * backend has no such list for guests, and the purchase's ID is its credential, so it isn't stored longer than the tab.
 */
const storageKey = (serviceHandle: string, tierId: string) => `atrium.bought.${serviceHandle}.${tierId}`

export const rememberBought = (storage: Storage, serviceHandle: string, tierId: string, purchaseId: string): void => {
  try {
    storage.setItem(storageKey(serviceHandle, tierId), purchaseId)
  } catch {
    // Storage is full or disabled: the form is shown again.
    return
  }
}

/** Returns the ID of the last paid purchase of this plan, or null. */
export const boughtBefore = (storage: Storage, serviceHandle: string, tierId: string): string | null => {
  try {
    return storage.getItem(storageKey(serviceHandle, tierId))
  } catch {
    return null
  }
}
