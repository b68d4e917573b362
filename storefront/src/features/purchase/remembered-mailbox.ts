/**
 * The confirmation page tells a guest where the mail went. The shop does not tell (whoever has the link could read
 * it), so this tab remembers.
 */
const slot = (purchaseId: string) => `atrium.mailbox.${purchaseId}`

export const rememberMailbox = (purchaseId: string, email: string): void => {
  try {
    sessionStorage.setItem(slot(purchaseId), email)
  } catch {
    // Without storage the page says "to your mailbox" instead.
    return
  }
}

export const rememberedMailbox = (purchaseId: string): string | null => {
  try {
    return sessionStorage.getItem(slot(purchaseId))
  } catch {
    return null
  }
}
