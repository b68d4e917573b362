import { randomUUID } from "node:crypto"

import { commonErrors } from "@atrium/kernel"
import type { MedusaNextFunction, MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import multer, { MulterError } from "multer"

import { fileKindOf, isAcceptedType } from "./file-kind"

/**
 * Guards core's upload routes. Core stores any file, of any size, under the name it was sent with; here a file must be of
 * a known kind by its content, and gets a random name.
 */
const MAX_FILE_BYTES = 10 * 1024 * 1024
const MAX_FILES = 20
const MAX_REQUEST_BYTES = 55 * 1024 * 1024

const readForm = multer({
  storage: multer.memoryStorage(),
  limits: { fileSize: MAX_FILE_BYTES, files: MAX_FILES, fields: 20, fieldSize: 1000, parts: MAX_FILES + 20 },
}).any()

const isForm = (req: MedusaRequest): boolean => /^multipart\/form-data\b/i.test(req.headers["content-type"] ?? "")

const toAtriumError = (error: unknown): unknown => {
  // The parser throws an ordinary error for a body that is not a form.
  if (!(error instanceof MulterError)) return commonErrors.fail("malformed_request")
  if (error.code === "LIMIT_FILE_SIZE") return commonErrors.fail("payload_too_large")
  return commonErrors.fail("invalid_input", { details: { files: `Send at most ${MAX_FILES} files at once` } })
}

const check = (files: Express.Multer.File[]): void => {
  const wrong: Record<string, string> = {}
  files.forEach((file, at) => {
    const kind = fileKindOf(file.buffer, file.originalname)
    if (!kind) wrong[`files.${at}`] = "This is not a PNG, JPEG, WebP, GIF or AVIF image or a CSV file"
    else Object.assign(file, { originalname: `${randomUUID()}.${kind.extension}`, mimetype: kind.mimeType })
  })
  if (Object.keys(wrong).length) throw commonErrors.fail("file_not_accepted", { details: wrong })
}

/** Reads an upload form before core does and passes only checked files on, in the form core expects. */
export const guardUploads = (req: MedusaRequest, res: MedusaResponse, next: MedusaNextFunction): void => {
  if (req.method !== "POST" || !isForm(req)) return next()
  if (Number(req.headers["content-length"] ?? 0) > MAX_REQUEST_BYTES)
    return next(commonErrors.fail("payload_too_large"))
  readForm(req, res, (error: unknown) => {
    if (error) return next(toAtriumError(error))
    try {
      const files = Array.isArray(req.files) ? req.files : []
      check(files)
      const [first] = files
      if (first) req.file = first
    } catch (refusal) {
      return next(refusal)
    }
    // Without this header, core's own parser skips the request, whose form has been read.
    delete req.headers["content-type"]
    next()
  })
}

/** A signed URL lets the browser upload directly to storage: only for accepted types and up to the size limit. */
export const guardSignedUploads = (req: MedusaRequest, _res: MedusaResponse, next: MedusaNextFunction): void => {
  const { mime_type: type, size } = (req.body ?? {}) as { mime_type?: unknown; size?: unknown }
  if (req.method !== "POST" || typeof type !== "string") return next()
  if (!isAcceptedType(type))
    return next(commonErrors.fail("file_not_accepted", { details: { mime_type: "This file type is not accepted" } }))
  if (typeof size === "number" && size > MAX_FILE_BYTES) return next(commonErrors.fail("payload_too_large"))
  next()
}
