import { handle, knexOf } from "@atrium/server"

import { routes } from "../../../../contracts"
import { sealEntries, verifyChain } from "../../../../use-cases"

export const POST = handle(routes, "POST /admin/audit-log/verify", async ({ body, scope }) => {
  const knex = knexOf(scope)
  const [seq, hash] = body.head?.split(":") ?? []
  await sealEntries(knex)
  return { verification: await verifyChain(knex, seq && hash ? { seq: Number(seq), hash } : undefined) }
})
