import { handle, knexOf } from "@atrium/server"

import { routes } from "../../../contracts"
import { currentStaff } from "../../../use-cases/current-staff"
import { changeSettings, retrieveSettings } from "../../../use-cases/settings"

export const GET = handle(routes, "GET /admin/staff-settings", async ({ scope }) => ({
  settings: await retrieveSettings(knexOf(scope)),
}))

export const POST = handle(routes, "POST /admin/staff-settings", async ({ body, scope, req }) => ({
  settings: (await changeSettings(knexOf(scope), currentStaff(req), body)).after,
}))
