/** Resolves after a delay. Tests replace it to avoid waiting. */
export const pause = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds))

/**
 * Retries a failed call after 0.5 s, 1 s, 2 s and so on. A call has failed when it throws, or when `failed` says so of its
 * result. Only use it for calls that are safe to repeat, such as starting a purchase, which has an idempotency key, or
 * completing one, which is idempotent.
 */
export const retrying = async <T>(
  call: () => Promise<T>,
  {
    attempts = 3,
    firstWaitMs = 500,
    wait = pause,
    failed = () => false,
  }: { attempts?: number; firstWaitMs?: number; wait?: typeof pause; failed?: (result: T) => boolean } = {}
): Promise<T> => {
  for (let attempt = 1; ; attempt++) {
    try {
      const result = await call()
      if (attempt >= attempts || !failed(result)) return result
    } catch (error) {
      if (attempt >= attempts) throw error
    }
    await wait(firstWaitMs * 2 ** (attempt - 1))
  }
}
