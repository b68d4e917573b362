import { handle } from "@atrium/server"

import { routes } from "../../../../contracts"
import { changeEmailPreferences, readEmailPreferences } from "../../../../use-cases/email-preferences"
import { readerOf } from "../../../../api/reader-of"

export const GET = handle(routes, "GET /provider/me/email-preferences", async ({ actor, scope }) => ({
  email_preferences: await readEmailPreferences(scope, readerOf(actor)),
}))

export const POST = handle(routes, "POST /provider/me/email-preferences", async ({ actor, body, scope }) => ({
  email_preferences: await changeEmailPreferences(scope, readerOf(actor), body.subscribed),
}))
