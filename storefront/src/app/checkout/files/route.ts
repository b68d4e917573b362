import { removeCartFile, sendCartFile } from "@/features/cart/cart-files"
import { findCartKey } from "@/features/cart/queries"
import { isSameOrigin } from "@/features/cart/same-origin"
import { answerUpload, readSentFile, readUpload } from "@/features/files/send-file"

/** Sends a file for a question of the checkout, as soon as it is chosen. */
export const POST = async (request: Request): Promise<Response> => {
  if (!isSameOrigin(request.headers)) return new Response(null, { status: 403 })
  const [form, key] = await Promise.all([readUpload(request), findCartKey()])
  const sent = readSentFile(form)
  if (!sent || !key) return new Response(null, { status: 400 })
  return answerUpload(request, await sendCartFile(key, sent.field, sent.file), (file) => removeCartFile(key, file))
}

/** Removes the file `id`. */
export const DELETE = async (request: Request): Promise<Response> => {
  if (!isSameOrigin(request.headers)) return new Response(null, { status: 403 })
  const key = await findCartKey()
  if (key) await removeCartFile(key, new URL(request.url).searchParams.get("id") ?? "")
  return new Response(null, { status: 204 })
}
