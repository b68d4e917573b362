/** 10 MB, the limit of the shop's other uploads. */
export const MAX_CSV_BYTES = 10 * 1024 * 1024
export const MAX_CSV_LINES = 10_000
