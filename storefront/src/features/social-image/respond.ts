import "server-only"

import type { SocialCard } from "./card"
import { drawOnce } from "./draw"

/** The image as a response. Its address changes with what it shows, so that caches may keep it. */
export const respondWithImage = async (card: SocialCard): Promise<Response> =>
  new Response(await drawOnce(card), {
    headers: {
      "Content-Type": "image/png",
      "Cache-Control": "public, max-age=86400, stale-while-revalidate=604800",
      "X-Content-Type-Options": "nosniff",
    },
  })

export const noImage = (): Response =>
  new Response("Not found.", { status: 404, headers: { "Cache-Control": "public, max-age=60" } })
