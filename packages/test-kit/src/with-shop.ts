import { createServer } from "node:net"
import { join } from "node:path"

import { drainWork } from "@atrium/work-queue/use-cases"
import { WorkflowScheduler } from "@medusajs/framework/orchestration"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"

import { type ApiClient, createApiClient } from "./api-client"
import { type Mailbox, openMailbox } from "./mailbox"
import { setOwnWork } from "./own-work"
import { countStatements } from "./statements"
import { cloneTemplate, repositoryRoot, templateDatabase } from "./template-database"

export const freePort = () =>
  new Promise<number>((resolve, reject) => {
    const server = createServer()
    server.once("error", reject)
    server.listen(0, () => {
      const address = server.address()
      server.close(() =>
        typeof address === "object" && address ? resolve(address.port) : reject(new Error("No port"))
      )
    })
  })

export type Shop = {
  api: ApiClient
  /** The running application's container; only inside tests and hooks. */
  container(): MedusaContainer
  /** The application's own connection pool. */
  knex(): Knex
  baseUrl(): string
  publishableKey(): string
  /** Runs all due work in this process; there is no live worker in jest. */
  drainWork(): Promise<number>
  /** SQL statements this process sends while `job` runs. */
  countStatements<T>(job: () => Promise<T>): Promise<{ result: T; statements: string[] }>
  /** Emails the shop has sent. */
  mailbox(): Mailbox
  /** Bearer token of an account with a password. */
  signIn(actor: "user" | "customer" | "provider", email: string, password: string): Promise<string>
}

/** The purchase with its cart id, which the API never returns. */
export const withCart = async <T extends { id: string }>(shop: Shop, purchase: T): Promise<T & { cart_id: string }> => {
  const row: { cart_id: string } = await shop.knex()("service_purchase").where({ id: purchase.id }).first("cart_id")
  return { ...purchase, cart_id: row.cart_id }
}

export const DEMO_PASSWORD = "atrium-demo"

type RunningShop = {
  container: MedusaContainer
  baseUrl: string
  mailbox: Mailbox
  keys: { publishable: string; admin: string }
  stop(): Promise<void>
}

const signInAt = async (api: ApiClient, actor: string, email: string, password: string): Promise<string> => {
  const answer = await api.raw<{ token?: string }>("POST", `/auth/${actor}/emailpass`, { body: { email, password } })
  if (!answer.body.token) throw new Error(`Sign-in of ${actor} failed with ${answer.status}`)
  return answer.body.token
}

const start = async (): Promise<RunningShop> => {
  const database = await cloneTemplate("http")
  const port = await freePort()
  const mailbox = await openMailbox()
  const baseUrl = `http://localhost:${port}`
  Object.assign(process.env, {
    DATABASE_URL: database.url,
    DB_TEMP_NAME: database.name,
    PORT: String(port),
    ATRIUM_BACKEND_URL: baseUrl,
    ATRIUM_SMTP_URL: mailbox.url,
  })
  // Imported here because it reads the environment set above.
  const { startApp } = await import("@medusajs/test-utils")
  const application = await startApp({ cwd: join(repositoryRoot(), "backend"), env: { PORT: String(port) } })
  const { container } = application
  // Tests run reconcilers themselves, and scheduled ones would disturb the counted statements.
  await new WorkflowScheduler().clear()
  const [key] = await container.resolve(Modules.API_KEY).listApiKeys({ type: "publishable" }, { take: 1 })
  const keys = { publishable: key?.token ?? "", admin: "" }
  const api = createApiClient(
    () => baseUrl,
    () => keys
  )
  keys.admin = await signInAt(api, "user", "admin@atrium.test", DEMO_PASSWORD)
  setOwnWork(() => drainWork(container))
  const stop = async () => {
    setOwnWork(undefined)
    await application.shutdown()
    await mailbox.close()
    await database.drop()
  }
  return { container, baseUrl, mailbox, keys, stop }
}

/** What must run before the shop starts, such as a stand-in of an outside service: its variables, and how it ends. */
export type ShopEnvironment = { open(): Promise<Record<string, string>>; close(): Promise<void> }

const isOpened = (env: Record<string, string> | ShopEnvironment): env is ShopEnvironment =>
  typeof env.open === "function"

// Starting takes far longer than most tests, so the suites of a test file share one shop, which the first one starts.
let started: Promise<RunningShop> | undefined
let suites = 0
let suitesDone = 0
/** Those of all suites, of which files that run as one have many. */
const environments = new Set<ShopEnvironment>()

const startWithAll = async (): Promise<RunningShop> => {
  // Before the environments are opened, because the demo data depends on which gateways are configured.
  await templateDatabase()
  for (const environment of environments) Object.assign(process.env, await environment.open())
  const shop = await start()
  const stop = async () => {
    await shop.stop()
    for (const environment of environments) await environment.close()
  }
  return { ...shop, stop }
}

/**
 * The whole application in this process, on a copy of the migrated and seeded template, started once for all suites of a
 * test file. Tests share the database: each creates what it needs and restores what it changes for others.
 * @param env environment for the start, shared by all suites of the file
 */
export const withShop = (suite: (shop: Shop) => void, env: Record<string, string> | ShopEnvironment = {}): void => {
  suites += 1
  // Before the first suite of the file starts the shop.
  if (isOpened(env)) environments.add(env)
  else Object.assign(process.env, env)
  let shop: RunningShop | undefined
  const running = (): RunningShop => {
    if (!shop) throw new Error("The shop runs only inside tests and hooks")
    return shop
  }
  const api = createApiClient(
    () => running().baseUrl,
    () => running().keys
  )

  beforeAll(async () => {
    // Again, because a suite's own beforeAll may have changed `env`.
    if (!isOpened(env)) Object.assign(process.env, env)
    shop = await (started ??= startWithAll())
  }, 240_000)

  suite({
    api,
    container: () => running().container,
    knex: () => running().container.resolve(ContainerRegistrationKeys.PG_CONNECTION),
    baseUrl: () => running().baseUrl,
    publishableKey: () => running().keys.publishable,
    drainWork: () => drainWork(running().container),
    mailbox: () => running().mailbox,
    countStatements: (job) => countStatements(job),
    signIn: (actor, email, password) => signInAt(api, actor, email, password),
  })

  // After those of the suite, which may need the shop.
  afterAll(async () => {
    suitesDone += 1
    if (suitesDone === suites) await shop?.stop()
  }, 60_000)
}
