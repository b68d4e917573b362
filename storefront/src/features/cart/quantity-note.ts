/** A line as its note needs it. `available`: units in stock, null when stock doesn't limit it. */
type Line = {
  quantity: number
  service?: { maxQuantity: number }
  good?: { available: number | null }
}

/** What limits a line's quantity, once it is reached. `isShort`: the line has more than can be bought. */
export const quantityNote = ({ quantity, service, good }: Line): { text: string; isShort: boolean } | null => {
  if (service) {
    const { maxQuantity: most } = service
    if (quantity < most) return null
    return { text: most === 1 ? "One per order." : `At most ${most} per order.`, isShort: quantity > most }
  }
  const available = good?.available
  if (available === undefined || available === null || quantity < available) return null
  if (quantity === available) return { text: "These are all we have in stock.", isShort: false }
  return {
    text: available > 0 ? `Only ${available} left. Change the quantity.` : "Out of stock. Remove it to check out.",
    isShort: true,
  }
}
