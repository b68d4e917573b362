import { commonErrors, defineRouteTable } from "@atrium/kernel"
import { z } from "zod"

import { BankTransferParams, BankTransferQuery, BankTransferView } from "./bank-transfers"
import { WelcomeCallParams, WelcomeCallView, WriteWelcomeCall } from "./welcome-calls"

const staff = { actor: "staff", owner: null, rateLimit: "admin" } as const

/** All routes of this plugin. The names of the permissions are derived from the paths. */
export const routes = defineRouteTable(
  "acme",
  {
    "GET /admin/bank-transfers": {
      ...staff,
      summary: "List bank transfers",
      query: BankTransferQuery,
      response: {
        200: z.object({
          bank_transfers: z.array(BankTransferView),
          count: z.number().int(),
          limit: z.number().int(),
          offset: z.number().int(),
        }),
      },
      errors: [],
    },
    "POST /admin/bank-transfers/:id/arrival": {
      ...staff,
      summary: "Record that a transfer arrived in full, so that the purchase becomes an order",
      params: BankTransferParams,
      response: { 200: z.object({ bank_transfer: BankTransferView }) },
      errors: commonErrors.codes("not_found", "invalid_transition"),
    },
    "GET /admin/welcome-calls/:id": {
      ...staff,
      summary: "Get the summary of a task's welcome call",
      params: WelcomeCallParams,
      response: { 200: z.object({ welcome_call: WelcomeCallView }) },
      errors: commonErrors.codes("not_found"),
    },
    "POST /admin/welcome-calls/:id": {
      ...staff,
      summary: "Save the summary of a task's welcome call, so that the task can be completed",
      params: WelcomeCallParams,
      body: WriteWelcomeCall,
      response: { 200: z.object({ welcome_call: WelcomeCallView }) },
      errors: commonErrors.codes("not_found"),
    },
  },
  {
    finance: ["bank-transfers:read", "bank-transfers:write"],
    support: ["bank-transfers:read", "welcome-calls:read", "welcome-calls:write"],
  }
)
