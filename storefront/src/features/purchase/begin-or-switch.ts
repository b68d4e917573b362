import type { BeginAnswer, Begun } from "./pay"

/** The purchase a page has begun: with which facts, and at which gateway it stands now. */
export type BegunHere = { print: string; providerId: string | undefined; purchase: Begun }

type Doors = {
  begin: (providerId: string | undefined) => Promise<BeginAnswer>
  change: (purchaseId: string, providerId: string) => Promise<BeginAnswer>
}

/**
 * Begins the purchase, or moves the one that was begun with the same facts to the gateway that is chosen now: a shopper
 * whose card was declined and who tries another way keeps the purchase. `print` tells the facts apart.
 */
export const beginOrSwitch = async (
  known: BegunHere | null,
  wish: { print: string; providerId: string | undefined },
  { begin, change }: Doors
): Promise<{ answer: BeginAnswer; begun: BegunHere | null }> => {
  const same = known?.print === wish.print ? known : null
  const moves = same && wish.providerId !== undefined && same.providerId !== wish.providerId
  if (same && !moves) return { answer: { ok: true, purchase: same.purchase }, begun: same }
  const answer = moves ? await change(same.purchase.id, wish.providerId ?? "") : await begin(wish.providerId)
  return { answer, begun: answer.ok ? { ...wish, purchase: answer.purchase } : known }
}
