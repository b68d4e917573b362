/** Medusa's second column of a BigNumber. */
export const rawAmount = (amount: string): string => JSON.stringify({ value: amount, precision: 20 })
