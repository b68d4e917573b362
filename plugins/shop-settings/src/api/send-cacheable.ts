import { answerFor, type CacheableAnswer } from "@atrium/server"
import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"

/** With the second of this process's memory, a change is visible everywhere within two seconds. */
const HEADERS = { "Cache-Control": "public, max-age=1" } as const

/** Sends the response, or 304 to a reader who has it. */
export const sendCacheable = async (
  req: MedusaRequest,
  res: MedusaResponse,
  answer: CacheableAnswer
): Promise<undefined> => {
  const { status, headers, body } = await answerFor(answer, req.headers, HEADERS)
  res.vary("Accept-Encoding, x-publishable-api-key")
  res.writeHead(status, { ...headers })
  res.end(body)
  return undefined
}
