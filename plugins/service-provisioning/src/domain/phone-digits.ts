/** So many last digits decide whether two phone numbers are the same. */
const COMPARED = 8
const PHONE = /^\+?[\d\s()./-]+$/

/**
 * A phone number as it is compared: its last digits, so that the country code and a leading zero don't matter.
 */
export const phoneDigits = (phone: string): string => phone.replace(/\D/g, "").slice(-COMPARED)

/** Whether a search term is a whole phone number, which can be compared. */
export const isPhone = (term: string): boolean => PHONE.test(term.trim()) && phoneDigits(term).length === COMPARED
