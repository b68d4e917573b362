import { safeText } from "@atrium/kernel"
import { z } from "zod"

import { FILE_KIND_NAMES, MOST_FILE_BYTES, MOST_FILES } from "./file-kinds"

export const fileKind = z.enum(FILE_KIND_NAMES, { error: `Choose kinds from ${FILE_KIND_NAMES.join(", ")}` })

/** What files a question takes. */
export const FileRuleInput = z.strictObject({
  kinds: z
    .array(fileKind)
    .min(1, "Choose at least one kind of file")
    .max(FILE_KIND_NAMES.length, "List each kind once"),
  max_bytes: z
    .number({ error: "Enter a size" })
    .min(1024, "Allow at least 1 kB")
    .max(MOST_FILE_BYTES, `Allow at most ${MOST_FILE_BYTES / (1024 * 1024)} MB`)
    .transform(Math.round),
  max_files: z
    .number({ error: "Enter a number" })
    .int("Enter a whole number")
    .min(1, "Allow at least one file")
    .max(MOST_FILES, `Allow at most ${MOST_FILES} files`),
})

/** The id of a file is random (160 bits): whoever uploaded it answers a question with it. */
export const fileId = z.string().regex(/^pfile_[A-Za-z0-9_-]{27}$/, "This is not a file")

/** A file of a person. Its name is only for display. */
export const PersonalFileOut = z.strictObject({
  id: z.string(),
  /** The question it answers. */
  question_id: z.string(),
  /** The cart's line that asks the question; null elsewhere. */
  line_item_id: z.string().nullable(),
  name: z.string(),
  kind: z.string(),
  size: z.number().int(),
  created_at: z.string(),
})
export type PersonalFileOut = z.output<typeof PersonalFileOut>

/** A name as it may be shown and saved: no paths, no control characters, not hidden. */
export const cleanFileName = (name: string): string => {
  const plain = name
    .replace(/^.*[/\\]/, "")
    .replace(/[\p{C}<>:"|?*]/gu, "")
    .replace(/^[.\s]+|\s+$/g, "")
  const read = safeText({ min: 1, max: 120 }).safeParse(shortened(plain, 120))
  return read.success ? read.data : "file"
}

const shortened = (name: string, max: number): string => {
  if (name.length <= max) return name
  const ending = /\.[A-Za-z0-9]{1,8}$/.exec(name)?.[0] ?? ""
  return name.slice(0, max - ending.length) + ending
}
