import { createServer } from "node:net"
import { join } from "node:path"

import { drainWork } from "@atrium/work-queue/workflows"
import { WorkflowScheduler } from "@medusajs/framework/orchestration"
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"

import { type ApiClient, createApiClient } from "./api-client"
import { type Mailbox, openMailbox } from "./mailbox"
import { countStatements } from "./statements"
import { cloneTemplate, repositoryRoot } from "./template-database"

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
  baseUrl(): string
  publishableKey(): string
  /** Runs all work that is due, in this process; there is no live worker in jest. */
  drainWork(): Promise<number>
  /** SQL statements this process sends while `job` runs. */
  countStatements<T>(job: () => Promise<T>): Promise<{ result: T; statements: string[] }>
  /** Mails the shop has sent to the outside. */
  mailbox(): Mailbox
  /** Bearer token of a person with a password. */
  signIn(actor: "user" | "customer" | "provider", email: string, password: string): Promise<string>
}

export const DEMO_PASSWORD = "atrium-demo"

/**
 * The whole application in this process, on a copy of the migrated and seeded template, started once for a suite.
 * Tests share the database: each makes what it needs.
 */
export const withShop = (suite: (shop: Shop) => void, env: Record<string, string> = {}): void => {
  let stop: (() => Promise<void>) | undefined
  let container: MedusaContainer | undefined
  let baseUrl = ""
  let mailbox: Mailbox | undefined
  const keys = { publishable: "", admin: "" }
  const running = () => {
    if (!container) throw new Error("The shop runs only inside tests and hooks")
    return container
  }
  const api = createApiClient(
    () => baseUrl,
    () => keys
  )

  const signIn = async (actor: "user" | "customer" | "provider", email: string, password: string) => {
    const answer = await api.raw<{ token?: string }>("POST", `/auth/${actor}/emailpass`, { body: { email, password } })
    if (!answer.body.token) throw new Error(`Sign-in of ${actor} failed with ${answer.status}`)
    return answer.body.token
  }

  beforeAll(async () => {
    const database = await cloneTemplate("http")
    const port = await freePort()
    mailbox = await openMailbox()
    baseUrl = `http://localhost:${port}`
    Object.assign(
      process.env,
      { DATABASE_URL: database.url, PORT: String(port), ATRIUM_BACKEND_URL: baseUrl, ATRIUM_SMTP_URL: mailbox.url },
      env
    )
    process.env.DB_TEMP_NAME = database.name
    // Loaded late: it reads the environment that was just written.
    const { startApp } = await import("@medusajs/test-utils")
    const application = await startApp({ cwd: join(repositoryRoot(), "backend"), env: { PORT: String(port) } })
    container = application.container
    // As with the queue's worker: tests run reconcilers themselves, and counted statements are the test's own.
    await new WorkflowScheduler().clear()
    stop = async () => {
      await application.shutdown()
      await mailbox?.close()
      await database.drop()
    }
    const query = running().resolve(ContainerRegistrationKeys.QUERY)
    const { data } = await query.graph({
      entity: "api_key",
      fields: ["token", "type"],
      filters: { type: "publishable" },
    })
    keys.publishable = String(data[0]?.token ?? "")
    keys.admin = await signIn("user", "admin@atrium.test", DEMO_PASSWORD)
  }, 240_000)

  afterAll(async () => {
    await stop?.()
  }, 60_000)

  suite({
    api,
    container: running,
    baseUrl: () => baseUrl,
    publishableKey: () => keys.publishable,
    drainWork: () => drainWork(running()),
    mailbox: () => {
      if (!mailbox) throw new Error("The mailbox is open only inside tests and hooks")
      return mailbox
    },
    countStatements: (job) => countStatements(job),
    signIn,
  })
}
