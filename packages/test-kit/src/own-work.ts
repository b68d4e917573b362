let drain: (() => Promise<unknown>) | undefined

/** Names what performs the work of a shop in this process, which has no worker; undefined once it has stopped. */
export const setOwnWork = (own: (() => Promise<unknown>) | undefined): void => {
  drain = own
}

/** Performs the due work of the shop in this process. False where the shop is another process, which has its worker. */
export const performOwnWork = async (): Promise<boolean> => {
  await drain?.()
  return drain !== undefined
}
