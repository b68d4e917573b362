import "server-only"
import { ownUrl } from "./env"

/** Images whose placeholder is kept in memory. */
const MAX_KEPT = 1000
const RETRY_MS = 60_000
const TIMEOUT_MS = 10_000
/** The smallest width that Next makes of an image. */
const WIDTH = 32
const MAX_BYTES = 2048

type Kept = { data: string | undefined; retryAt: number }
const kept = new Map<string, Kept>()

const smallest = async (image: string): Promise<string | undefined> => {
  const query = new URLSearchParams({ url: image, w: String(WIDTH), q: "75" })
  const response = await fetch(`${ownUrl()}/_next/image?${query.toString()}`, {
    headers: { accept: "image/webp" },
    cache: "no-store",
    signal: AbortSignal.timeout(TIMEOUT_MS),
  })
  const type = response.headers.get("content-type")
  const bytes = Buffer.from(await response.arrayBuffer())
  if (!response.ok || type !== "image/webp" || bytes.length > MAX_BYTES) return undefined
  return `data:image/webp;base64,${bytes.toString("base64")}`
}

const load = async (image: string): Promise<void> => {
  let data: string | undefined
  try {
    data = await smallest(image)
  } catch {
    // The image can't be reached: it is shown without a placeholder.
  }
  kept.set(image, { data, retryAt: data === undefined ? Date.now() + RETRY_MS : Infinity })
}

/**
 * Returns a tiny copy of an image that is shown, blurred, until it has loaded. Undefined until it is made, which also shows
 * that the storefront can reach the image: no page waits for it, and a public page is rendered again within a second.
 */
export const blurOf = (image: string): string | undefined => {
  const known = kept.get(image)
  if (known && known.retryAt > Date.now()) return known.data
  if (!known && kept.size >= MAX_KEPT) kept.delete(kept.keys().next().value ?? "")
  kept.set(image, { data: undefined, retryAt: Date.now() + RETRY_MS })
  void load(image)
  return undefined
}
