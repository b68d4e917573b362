import type { CompleteResult } from "./pay"

/**
 * Places the order of a shopper who came back from the gateway's page, and returns the page to show then: the confirmation,
 * or the payment form with the reason. A pending payment is continued on the confirmation page.
 */
export const pageAfterReturn = async (
  purchaseId: string,
  complete: (purchaseId: string) => Promise<CompleteResult>
): Promise<string> => {
  const page = `/purchase/${purchaseId}`
  // The connection was lost: the page shows what the backend knows.
  const result = await complete(purchaseId).catch(() => null)
  const placed = result && ["order", "pending", "delayed"].includes(result.kind)
  return placed ? `${page}/confirmation` : `${page}?returned=1`
}
