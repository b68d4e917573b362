import { addressOf, callMedusa, callRoute, useChange, useRoute } from "@atrium/admin-kit"
import { useState } from "react"
import { z } from "zod"

import { type ImportStatus, ServiceImportOut, type ServiceImportQuery } from "../../contracts/service-imports"
import { routes } from "./routes"

const IMPORTS = ["service-imports"]
/** How often the progress of a running import is read. */
const REFRESH_MS = 1000
const UPLOAD_TIMEOUT_MS = 120_000

export const isRunning = (status: ImportStatus): boolean => status === "checking" || status === "importing"

/** Uploads a CSV file of services, which is checked then. For a form, which shows failures itself. */
export const useUploadServices = () =>
  useChange({
    send: async (file: File) => {
      const body = new FormData()
      body.append("file", file)
      const { service_import: uploaded } = await callMedusa({
        method: "POST",
        path: "/admin/service-imports",
        body,
        response: z.object({ service_import: ServiceImportOut }),
        timeoutMs: UPLOAD_TIMEOUT_MS,
      })
      return uploaded
    },
    refresh: IMPORTS,
  })

/** An import; read again every second while it runs. */
export const useServiceImport = (id: string) => {
  const [status, setStatus] = useState<ImportStatus>("checking")
  const loaded = useRoute(
    routes,
    "GET /admin/service-imports/:id",
    { params: { id } },
    isRunning(status) ? { refreshMs: REFRESH_MS } : {}
  )
  const now = loaded.data?.service_import.status
  if (now && now !== status) setStatus(now)
  return loaded
}

export const useConfirmImport = (id: string) =>
  useChange({
    send: (skipWrong: boolean) =>
      callRoute(routes, "POST /admin/service-imports/:id/confirm", { params: { id }, body: { skip_wrong: skipWrong } }),
    refresh: IMPORTS,
    failed: "The import was not started",
  })

/** A page of past imports, refreshed every ten seconds. */
export const usePastImports = (query: z.input<typeof ServiceImportQuery>) =>
  useRoute(routes, "GET /admin/service-imports", { query }, { refreshMs: 10_000 })

/** The columns of the file with what belongs into each. */
export const useImportColumns = () => useRoute(routes, "GET /admin/service-exports/columns", {})

export const exportAddress = (content: "services" | "template"): string =>
  addressOf(routes, "GET /admin/service-exports", { query: { content } })

export const reportAddress = (id: string): string =>
  addressOf(routes, "GET /admin/service-imports/:id/report", { params: { id } })
