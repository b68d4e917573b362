import "server-only"

const PRIVATE = { "cache-control": "private, no-store", "x-robots-tag": "noindex", "x-content-type-options": "nosniff" }

/** Passes an archive on to be saved; undefined when the shop refused it. */
export const archiveResponse = (file: Response): Response | undefined => {
  const name = file.headers.get("content-disposition")
  if (!file.ok || !name) return undefined
  return new Response(file.body, {
    headers: { ...PRIVATE, "content-type": "application/zip", "content-disposition": name },
  })
}
