import { existsSync } from "node:fs"
import { join } from "node:path"

import type { PrintableDocument } from "../domain/document-texts"
import { renderDocument } from "./render-document"

// Absent when the sources run: a thread loads no TypeScript.
const COMPILED = join(__dirname, "render-document.js")

/** One thread, which starts with the first document and ends, with its memory, after a minute without one. */
const startPool = async () => {
  const { Tinypool } = await import("tinypool")
  return new Tinypool({
    filename: COMPILED,
    runtime: "worker_threads",
    minThreads: 0,
    maxThreads: 1,
    idleTimeout: 60_000,
  })
}
let pool: ReturnType<typeof startPool> | undefined

/** The PDF of a document, rendered in a thread of its own: it takes too long for the one that answers requests. */
export const documentPdf = async (printable: PrintableDocument): Promise<Buffer> => {
  if (!existsSync(COMPILED)) return renderDocument(printable)
  const threads = await (pool ??= startPool())
  const bytes: unknown = await threads.run(printable, { name: renderDocument.name })
  if (!(bytes instanceof Uint8Array)) throw new Error("The thread returned no bytes")
  return Buffer.from(bytes)
}
