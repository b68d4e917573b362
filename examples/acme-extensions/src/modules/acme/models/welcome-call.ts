import { model } from "@medusajs/framework/utils"

/** What was said in the welcome call of a task; the task's id is the key. */
export const WelcomeCall = model.define("acme_welcome_call", {
  id: model.text().primaryKey(),
  summary: model.text(),
})
