/**
 * Remembers in the tab where the confirmation email was sent, to show it on a guest's confirmation page. The backend
 * doesn't return the address, because anyone with the link could read it.
 */
const storageKey = (purchaseId: string) => `atrium.email.${purchaseId}`

export const rememberEmail = (purchaseId: string, email: string): void => {
  try {
    sessionStorage.setItem(storageKey(purchaseId), email)
  } catch {
    // Without storage the page shows "the email you entered" instead.
    return
  }
}

export const rememberedEmail = (purchaseId: string): string | null => {
  try {
    return sessionStorage.getItem(storageKey(purchaseId))
  } catch {
    return null
  }
}
