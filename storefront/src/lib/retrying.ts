/** Waits; its own function so that tests need not. */
export const pause = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds))

/**
 * Repeats a call whose connection failed, after 0.5 s, 1 s, 2 s… Only for calls that are harmless to repeat:
 * beginning a purchase carries an idempotency key, completing it is idempotent.
 */
export const retrying = async <T>(
  call: () => Promise<T>,
  {
    attempts = 3,
    firstWaitMs = 500,
    wait = pause,
  }: { attempts?: number; firstWaitMs?: number; wait?: typeof pause } = {}
): Promise<T> => {
  for (let attempt = 1; ; attempt++) {
    try {
      return await call()
    } catch (error) {
      if (attempt >= attempts) throw error
      await wait(firstWaitMs * 2 ** (attempt - 1))
    }
  }
}
