import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs"
import { dirname, resolve } from "node:path"

import { env, graphRows } from "@atrium/server"
import type { MedusaContainer } from "@medusajs/framework/types"
import { createApiKeysWorkflow, linkSalesChannelsToApiKeyWorkflow } from "@medusajs/medusa/core-flows"
import { z } from "zod"

const PUBLISHABLE_TITLE = "Storefront"

const createKey = async (
  container: MedusaContainer,
  type: "publishable" | "secret",
  title: string,
  createdBy: string
) => {
  const { result } = await createApiKeysWorkflow(container).run({
    input: { api_keys: [{ type, title, created_by: createdBy }] },
  })
  const [key] = result
  if (!key) throw new Error("The API key was not created")
  return key
}

const Key = z.object({ id: z.string(), token: z.string(), sales_channels_link: z.array(z.unknown()).nullish() })

const publishableKey = async (container: MedusaContainer, salesChannelId: string, staffId: string): Promise<string> => {
  const [known] = await graphRows(container, Key, {
    entity: "api_key",
    fields: ["id", "token", "sales_channels_link.sales_channel_id"],
    filters: { type: "publishable", title: PUBLISHABLE_TITLE, revoked_at: null },
  })
  const key = known ?? (await createKey(container, "publishable", PUBLISHABLE_TITLE, staffId))
  if (!known?.sales_channels_link?.length)
    await linkSalesChannelsToApiKeyWorkflow(container).run({ input: { id: key.id, add: [salesChannelId] } })
  return key.token
}

const write = (path: string, content: unknown): void => {
  mkdirSync(dirname(path), { recursive: true })
  // Readers see the old file or the new one, never half of one.
  const draft = `${path}.${process.pid}.tmp`
  writeFileSync(draft, `${JSON.stringify(content, null, 2)}\n`, { mode: 0o600 })
  renameSync(draft, path)
}

/** Whether the file exists and belongs to this database: one that was left by another database is useless. */
const isCurrent = (path: string, publishableKey: string): boolean => {
  if (!existsSync(path)) return false
  const known: unknown = JSON.parse(readFileSync(path, "utf8"))
  return typeof known === "object" && known !== null && "publishable_key" in known
    ? known.publishable_key === publishableKey
    : false
}

/**
 * The storefront's publishable key, and the demo's keys and secrets in `ATRIUM_DEMO_FILE` when that is set. A secret
 * key can be read only when it is made: when the file is lost or another database's, a fresh one is.
 */
export const seedKeys = async (container: MedusaContainer, salesChannelId: string, staffId: string): Promise<void> => {
  const publishable_key = await publishableKey(container, salesChannelId, staffId)
  const { ATRIUM_DEMO_FILE, ATRIUM_SANDBOX_SECRET, ATRIUM_SANDBOX_WEBHOOK_SECRET, ...rest } = env()
  if (!ATRIUM_DEMO_FILE || isCurrent(resolve(ATRIUM_DEMO_FILE), publishable_key)) return
  const secret = await createKey(container, "secret", `Demo ${new Date().toISOString()}`, staffId)
  write(resolve(ATRIUM_DEMO_FILE), {
    publishable_key,
    secret_key: secret.token,
    gateway_secret: ATRIUM_SANDBOX_SECRET,
    webhook_secret: ATRIUM_SANDBOX_WEBHOOK_SECRET,
    urls: {
      storefront: rest.ATRIUM_STOREFRONT_URL,
      backend: rest.ATRIUM_BACKEND_URL,
      admin: `${rest.ATRIUM_BACKEND_URL}/app`,
    },
  })
}
