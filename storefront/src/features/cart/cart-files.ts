import "server-only"
import type { PersonalFileOut } from "@atrium/documents/contracts"

import { chosenFiles, fileToRemove } from "@/features/files/file-facts"
import { type FileResult, listFiles, removeFile, sendFile } from "@/features/files/send-file"
import type { CartKey } from "@/lib/cart-key"

import { answerField } from "./answer-field"
import { cartPath, cartSession } from "./queries"

const FILE_FIELD = /^intake\.([A-Za-z0-9_-]{1,128})\.([A-Za-z0-9_-]{1,64})$/

/** Sends a file for a field of the checkout form. */
export const sendCartFile = async (key: CartKey, field: string, file: File): Promise<FileResult> => {
  const [, line = "", question = ""] = FILE_FIELD.exec(field) ?? []
  const query = { line_item_id: line, question_id: question }
  return sendFile(cartPath(key, "/files"), query, file, await cartSession(key))
}

export const removeCartFile = async (key: CartKey, id: string): Promise<void> =>
  removeFile(cartPath(key, "/files"), id, await cartSession(key))

/** The files of a cart by the field of the checkout form that they answer. */
export const findCartFiles = async (
  key: CartKey,
  lines: readonly { id: string; questions?: readonly { id: string }[] | undefined }[]
): Promise<Record<string, PersonalFileOut[]>> => {
  const files = await listFiles(cartPath(key, "/files"), await cartSession(key))
  const known = new Set<string | null>(lines.map(({ id }) => id))
  const fields: Record<string, PersonalFileOut[]> = {}
  for (const { id: line, questions = [] } of lines)
    for (const { id } of questions)
      fields[answerField(line, id)] = files.filter(
        // After signing in, a guest's files are for the same question of another line.
        (file) => file.question_id === id && (file.line_item_id === line || !known.has(file.line_item_id))
      )
  return fields
}

/** Sends the files of a form that was sent without JavaScript. Their ids are its answers then. Returns what was refused. */
export const sendFormFiles = async (
  key: CartKey,
  form: FormData,
  fields: readonly string[]
): Promise<Record<string, string>> => {
  const errors: Record<string, string> = {}
  for (const field of fields)
    for (const file of chosenFiles(form, field)) {
      const result = await sendCartFile(key, field, file)
      if ("file" in result) form.append(field, result.file.id)
      else errors[field] ??= `${file.name}: ${result.problem}`
    }
  return errors
}

/** Removes the file whose button was pressed, without JavaScript. Returns whether it was such a button. */
export const removeFormFile = async (key: CartKey, form: FormData, fields: readonly string[]): Promise<boolean> => {
  const id = fileToRemove(form.get("intent"))
  if (id === undefined) return false
  await removeCartFile(key, id)
  for (const field of fields) {
    const others = form.getAll(field).filter((value) => value !== id)
    form.delete(field)
    for (const value of others) form.append(field, value)
  }
  return true
}
