import { sessionToken } from "@/features/auth/session"
import { isSameOrigin } from "@/features/cart/same-origin"
import { answerUpload, readSentFile, readUpload } from "@/features/files/send-file"
import { removeRequestFile, sendRequestFile } from "@/features/service-requests/request-files"

type Context = { params: Promise<{ id: string }> }

/** Sends a file for a question of a request, as soon as it is chosen. */
export const POST = async (request: Request, { params }: Context): Promise<Response> => {
  if (!isSameOrigin(request.headers)) return new Response(null, { status: 403 })
  const [{ id }, token, form] = await Promise.all([params, sessionToken(), readUpload(request)])
  const sent = readSentFile(form)
  if (!sent || !token) return new Response(null, { status: token ? 400 : 401 })
  const result = await sendRequestFile(token, id, sent.field, sent.file)
  return answerUpload(request, result, (file) => removeRequestFile(token, id, file))
}

/** Removes the file `id`, which doesn't answer a question yet. */
export const DELETE = async (request: Request, { params }: Context): Promise<Response> => {
  if (!isSameOrigin(request.headers)) return new Response(null, { status: 403 })
  const [{ id }, token] = await Promise.all([params, sessionToken()])
  if (token) await removeRequestFile(token, id, new URL(request.url).searchParams.get("id") ?? "")
  return new Response(null, { status: 204 })
}
