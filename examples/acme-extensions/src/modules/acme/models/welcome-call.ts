import { model } from "@medusajs/framework/utils"

/** The summary of a task's welcome call. Its ID is the ID of the task. */
export const WelcomeCall = model.define("acme_welcome_call", {
  id: model.text().primaryKey(),
  summary: model.text(),
})
