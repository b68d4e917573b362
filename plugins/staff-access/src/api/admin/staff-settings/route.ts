import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"

import type { StaffSettingsOut, UpdateStaffSettings } from "../../../contracts/settings"
import { changeSettings, retrieveSettings } from "../../../use-cases/settings"
import { knexOf, staffOfRequest } from "../../staff-request"

export const GET = async (req: MedusaRequest, res: MedusaResponse<{ settings: StaffSettingsOut }>) => {
  res.json({ settings: await retrieveSettings(knexOf(req)) })
}

export const POST = async (
  req: MedusaRequest<UpdateStaffSettings>,
  res: MedusaResponse<{ settings: StaffSettingsOut }>
) => {
  const { after } = await changeSettings(knexOf(req), staffOfRequest(req), req.validatedBody)
  res.json({ settings: after })
}
