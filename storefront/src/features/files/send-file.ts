import "server-only"
import { bytesInWords, MOST_FILE_BYTES, PersonalFileOut } from "@atrium/documents/contracts"
import { z } from "zod"

import { callShop, isApiError, type ShopRequest } from "@/lib/medusa"

const Sent = z.object({ file: PersonalFileOut })
const Listed = z.object({ files: z.array(PersonalFileOut) })

type Session = Pick<ShopRequest<typeof Sent>, "headers" | "token">

/** What sending a file led to: the file, or a sentence that states why it wasn't taken. */
export type FileResult = { file: PersonalFileOut } | { problem: string }

const TIMEOUT_MS = 60_000

const problemOf = (error: unknown): string => {
  if (!isApiError(error)) throw error
  if (error.status === 413) return `Choose a file of at most ${bytesInWords(MOST_FILE_BYTES)}.`
  const { message, suggestedAction, details } = error.failure
  return details.file ?? `${message} ${suggestedAction}`
}

/** Sends a file for a question to the shop. */
export const sendFile = async (
  path: string,
  query: Readonly<Record<string, string>>,
  file: File,
  session: Session
): Promise<FileResult> => {
  const body = new FormData()
  body.append("file", file)
  try {
    return (await callShop({ method: "POST", path, query, body, response: Sent, timeoutMs: TIMEOUT_MS, ...session }))
      .data
  } catch (error) {
    return { problem: problemOf(error) }
  }
}

/** The files that wait with a cart or a draft. A form without them is better than none, so failures don't matter. */
export const listFiles = async (path: string, session: Session): Promise<PersonalFileOut[]> => {
  try {
    return (await callShop({ path, response: Listed, ...session })).data.files
  } catch (error) {
    if (isApiError(error)) return []
    throw error
  }
}

/** Removes a file. One that is gone already is removed, too. */
export const removeFile = async (path: string, id: string, session: Session): Promise<void> => {
  try {
    await callShop({
      method: "DELETE",
      path: `${path}/${encodeURIComponent(id)}`,
      response: z.object({}).loose(),
      ...session,
    })
  } catch (error) {
    if (!isApiError(error) || error.status >= 500) throw error
  }
}

const fileResponse = (result: FileResult): Response =>
  "file" in result
    ? Response.json({ file: { id: result.file.id, name: result.file.name, size: result.file.size } }, { status: 201 })
    : Response.json(result, { status: 422 })

/** The form of a page that sends a file; undefined when the page canceled that before everything had arrived. */
export const readUpload = async (request: Request): Promise<FormData | undefined> => {
  try {
    return await request.formData()
  } catch (error) {
    if (request.signal.aborted) return undefined
    throw error
  }
}

/**
 * The response of a route that a page sends its files to. A page that canceled, or was left, never learns the file's id,
 * so the file is removed: otherwise it would be listed when the page is opened again.
 */
export const answerUpload = async (
  request: Request,
  result: FileResult,
  remove: (id: string) => Promise<void>
): Promise<Response> => {
  if ("file" in result && request.signal.aborted) await remove(result.file.id)
  return fileResponse(result)
}

/** The field and the file that a page sent. */
export const readSentFile = (form: FormData | undefined): { field: string; file: File } | undefined => {
  const [field, file] = [form?.get("field"), form?.get("file")]
  return typeof field === "string" && file instanceof File ? { field, file } : undefined
}
