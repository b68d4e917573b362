import "server-only"
import { chosenFiles, fileToRemove } from "@/features/files/file-facts"
import { type FileResult, removeFile, sendFile } from "@/features/files/send-file"

const filesPath = (requestId: string): string =>
  `/store/customers/me/service-requests/${encodeURIComponent(requestId)}/files`

/** Sends a file for a question of the customer's request. */
export const sendRequestFile = (token: string, requestId: string, field: string, file: File): Promise<FileResult> =>
  sendFile(filesPath(requestId), { question_id: field.replace(/^intake\./, "") }, file, { token })

export const removeRequestFile = (token: string, requestId: string, id: string): Promise<void> =>
  removeFile(filesPath(requestId), id, { token })

/** Sends the files of a form that was sent without JavaScript. Returns what was refused, by question. */
export const sendFormFiles = async (
  token: string,
  requestId: string,
  form: FormData,
  questions: readonly { id: string; type: string }[]
): Promise<Record<string, string>> => {
  const errors: Record<string, string> = {}
  for (const { id } of questions.filter(({ type }) => type === "file"))
    for (const file of chosenFiles(form, `intake.${id}`)) {
      const result = await sendRequestFile(token, requestId, `intake.${id}`, file)
      if ("file" in result) form.append(`intake.${id}`, result.file.id)
      else errors[id] ??= `${file.name}: ${result.problem}`
    }
  return errors
}

/** Removes the file whose button was pressed, without JavaScript. Returns whether it was such a button. */
export const removeFormFile = async (token: string, requestId: string, form: FormData): Promise<boolean> => {
  const id = fileToRemove(form.get("intent"))
  if (id !== undefined) await removeRequestFile(token, requestId, id)
  return id !== undefined
}
