import { handle } from "@atrium/server"

import { routes } from "../../../../contracts"
import { readSettings, saveSettings } from "../../../../use-cases/manage-settings"

export const GET = handle(routes, "GET /admin/consultation-settings/:id", async ({ params, scope }) => ({
  consultation_settings: await readSettings(scope, params.id),
}))

export const POST = handle(routes, "POST /admin/consultation-settings/:id", async ({ params, body, scope }) => ({
  consultation_settings: await saveSettings(scope, params.id, body),
}))
