import { commonErrors, defineRouteTable } from "@atrium/kernel"
import { z } from "zod"

import { BankTransferParams, BankTransferQuery, BankTransferView } from "./bank-transfers"
import { WelcomeCallParams, WelcomeCallView, WriteWelcomeCall } from "./welcome-calls"

const staff = { actor: "staff", owner: null, rateLimit: "admin" } as const

/** Every route of this plugin. Finance may record money; the permission's name follows from the path. */
export const routes = defineRouteTable(
  "acme",
  {
    "GET /admin/bank-transfers": {
      ...staff,
      summary: "Bank transfers that shoppers were asked for",
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
      summary: "Records that a transfer arrived in full; the purchase becomes an order",
      params: BankTransferParams,
      response: { 200: z.object({ bank_transfer: BankTransferView }) },
      errors: commonErrors.codes("not_found", "invalid_transition"),
    },
    "GET /admin/welcome-calls/:id": {
      ...staff,
      summary: "What was agreed in the welcome call of a task",
      params: WelcomeCallParams,
      response: { 200: z.object({ welcome_call: WelcomeCallView }) },
      errors: commonErrors.codes("not_found"),
    },
    "POST /admin/welcome-calls/:id": {
      ...staff,
      summary: "Write what was agreed in the welcome call; the task can be completed then",
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
