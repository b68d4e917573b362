/** A file that was sent for a question. */
export type SentFile = { readonly id: string; readonly name: string; readonly size: number }

/** The name of the input for new files of a field. */
export const uploadName = (field: string): string => `upload:${field}`

const REMOVE = "remove_file:"

/** The value of the button that removes a file without JavaScript. */
export const removeIntent = (id: string): string => `${REMOVE}${id}`

/** The file to remove; undefined for every other button. */
export const fileToRemove = (intent: FormDataEntryValue | null): string | undefined =>
  typeof intent === "string" && intent.startsWith(REMOVE) ? intent.slice(REMOVE.length) : undefined

/** The ids of the files in a form's field. */
export const fileIds = (form: FormData, field: string): string[] =>
  form.getAll(field).filter((value): value is string => typeof value === "string" && value !== "")

/** The files that were chosen for a field, when the form was sent without JavaScript. */
export const chosenFiles = (form: FormData, field: string): File[] =>
  form.getAll(uploadName(field)).filter((value): value is File => value instanceof File && value.size > 0)
