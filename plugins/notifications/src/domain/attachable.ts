/** Mail servers commonly refuse emails of more than 10 MB, and encoding adds a third. */
export const MAX_ATTACHED_BYTES = 5 * 1024 * 1024

/**
 * Why files can't be sent with an email; undefined when they can. A name becomes a header, so it must not contain line
 * breaks or quotation marks.
 */
export const whyNotAttachable = (
  files: readonly { readonly filename: string; readonly content: Uint8Array }[]
): string | undefined => {
  if (files.some(({ filename }) => !/^[\w][\w .-]{0,150}$/.test(filename))) return "a file's name is not allowed"
  const bytes = files.reduce((sum, { content }) => sum + content.byteLength, 0)
  return bytes > MAX_ATTACHED_BYTES ? `the files have ${bytes} bytes, more than ${MAX_ATTACHED_BYTES}` : undefined
}
