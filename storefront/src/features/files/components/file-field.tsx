import {
  acceptedTypes,
  bytesInWords,
  DEFAULT_FILE_RULE,
  type FileRule,
  kindsInWords,
} from "@atrium/documents/contracts/file-kinds"
import { memo, useEffect, useRef } from "react"

import { FieldError } from "@/lib/ui"

import { removeIntent, type SentFile, uploadName } from "../file-facts"

export type FileFieldProps = {
  /** The field whose values are the ids of the files. */
  name: string
  id: string
  label: string
  help?: string | undefined
  optional?: boolean
  rule: FileRule | null | undefined
  error?: string | undefined
  /** Where a chosen file is sent at once. */
  uploadUrl: string
  sent: readonly SentFile[]
  /** Called with the ids after each change, on pages with React. */
  onFiles?: (ids: string[]) => void
}

const REMOVE = "min-h-10 shrink-0 rounded-md px-3 text-sm font-medium text-accent hover:bg-sunken"

const Item = ({ name, file }: { name: string; file?: SentFile }) => (
  <li
    data-file=""
    {...(file ? {} : { "data-sending": "" })}
    className="flex items-center gap-3 rounded-md border border-line bg-raised py-1 pr-1 pl-4"
  >
    <span data-file-name="" className="min-w-0 grow break-words">
      {file?.name}
    </span>
    {file ? null : <progress max={1} value={0} aria-label="Sending" className="h-2 w-20 shrink-0 accent-accent" />}
    <input type="hidden" name={name} value={file?.id ?? ""} disabled={!file} readOnly />
    <button
      type="submit"
      name="intent"
      value={file ? removeIntent(file.id) : ""}
      formNoValidate
      aria-label={file ? `Remove ${file.name}` : "Remove"}
      className={REMOVE}
    >
      Remove
    </button>
  </li>
)

/** Never rendered again: from then on the script changes the list. */
const Files = memo(
  ({ name, sent }: Pick<FileFieldProps, "name" | "sent">) => (
    <ul data-file-list="" className="grid gap-2 empty:hidden" suppressHydrationWarning>
      {sent.map((file) => (
        <Item key={file.id} name={name} file={file} />
      ))}
    </ul>
  ),
  () => true
)
Files.displayName = "Files"

const limitsOf = ({ kinds, max_bytes, max_files }: FileRule): string =>
  `${kindsInWords(kinds)}, up to ${bytesInWords(max_bytes)}${max_files > 1 ? ` each, at most ${max_files} files` : ""}.`

/**
 * A question for files. `public/upload.js` sends a file as soon as it is chosen, with progress, and removes it. Without
 * JavaScript the file is sent with the form.
 */
export const FileField = (props: FileFieldProps) => {
  const { name, id, label, help, optional, error, uploadUrl, sent, onFiles } = props
  const rule = props.rule ?? DEFAULT_FILE_RULE
  const group = useRef<HTMLDivElement>(null)
  useEffect(() => {
    group.current?.setAttribute("data-hydrated", "")
    group.current?.dispatchEvent(new CustomEvent("atrium:hydrated"))
  }, [])
  useEffect(() => {
    const element = group.current
    if (!element || !onFiles) return
    const tell = (event: Event) => onFiles(event instanceof CustomEvent ? [...event.detail] : [])
    element.addEventListener("atrium:files", tell)
    return () => element.removeEventListener("atrium:files", tell)
  }, [onFiles])
  const most = rule.max_files
  return (
    <div
      ref={group}
      data-files={name}
      data-upload={uploadUrl}
      data-most={most}
      data-bytes={rule.max_bytes}
      data-too-many={`${most === 1 ? "Only one file" : `At most ${most} files`} can be sent here. Remove one first.`}
      data-too-large={`Choose a file of at most ${bytesInWords(rule.max_bytes)}.`}
      className="grid gap-2"
    >
      <label htmlFor={id} className="font-medium">
        {label}
        {optional ? <span className="font-normal text-ink-soft"> (optional)</span> : null}
      </label>
      <p id={`${id}-hint`} className="text-sm text-ink-soft">
        {help ? `${help} ` : ""}
        {limitsOf(rule)}
      </p>
      <Files name={name} sent={sent} />
      {/* A field without files is sent too, and saved as empty. */}
      <input type="hidden" name={name} value="" data-file-none="" readOnly />
      <input
        type="file"
        id={id}
        name={uploadName(name)}
        accept={acceptedTypes(rule.kinds)}
        multiple={most > 1}
        aria-describedby={`${id}-hint ${id}-problem${error ? ` ${id}-error` : ""}`}
        aria-invalid={error ? true : undefined}
        className="w-full text-base file:mr-4 file:min-h-12 file:rounded-md file:border file:border-line-strong file:bg-raised file:px-5 file:font-medium file:text-ink"
      />
      <p id={`${id}-problem`} data-file-problem="" role="alert" className="text-sm text-red empty:hidden" />
      {error ? <FieldError id={id}>{error}</FieldError> : null}
      {/* What the script copies for a new file. */}
      <ul hidden data-file-prototype="">
        <Item name={name} />
      </ul>
    </div>
  )
}
