import { handle } from "@atrium/server"

import { routes } from "../../../contracts"
import { readSellerProfile, saveSellerProfile } from "../../../use-cases/save-seller-profile"

export const GET = handle(routes, "GET /admin/seller-profile", async ({ scope }) => ({
  seller_profile: await readSellerProfile(scope),
}))

export const POST = handle(routes, "POST /admin/seller-profile", async ({ scope, body }) => ({
  seller_profile: await saveSellerProfile(scope, body),
}))
