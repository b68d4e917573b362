import { createLogger, env } from "@atrium/server"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { Client, type ClientConfig } from "pg"
import { z } from "zod"

const PATIENCE_SECONDS = 5
const PAUSE_MS = 200
const TICK_MS = 100
const RECONNECT_MS = 1000

const SENTENCE =
  "Another process already runs the shop on the database of DATABASE_URL, and the two would not share locks. Set REDIS_URL to the same Redis for all processes of the shop, or stop the other process."

/** The connection settings of knex's pool, which its types leave out. */
const PoolClient = z.object({ connectionSettings: z.custom<ClientConfig>((value) => typeof value === "object") })

const Taken = z.tuple([z.object({ taken: z.boolean() })])

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds))

let held: Client | undefined
let left = false

/** Whether the lock was taken: shared by processes with Redis, alone by one without. */
const takeOn = async (client: Client, shared: boolean): Promise<boolean> => {
  const take = shared ? "pg_try_advisory_lock_shared" : "pg_try_advisory_lock"
  for (let tries = 0; tries <= (PATIENCE_SECONDS * 1000) / PAUSE_MS; tries += 1) {
    if (tries > 0) await pause(PAUSE_MS)
    const { rows } = await client.query(`SELECT ${take}(hashtextextended('atrium.shop-process', 0)) AS taken`)
    if (Taken.parse(rows)[0].taken) return true
  }
  return false
}

/**
 * A connection of its own. Counts timer ticks instead of elapsed time, which pg's own limit counts: a process that is busy
 * loading the shop receives nothing for many seconds, and must not give up a Postgres that has answered long ago.
 */
const connect = async (connection: ClientConfig): Promise<Client> => {
  const client = new Client({ ...connection, connectionTimeoutMillis: 0 })
  // "end" follows.
  client.on("error", () => undefined)
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    let ticks = 0
    timer = setInterval(() => {
      ticks += 1
      if (ticks === (PATIENCE_SECONDS * 1000) / TICK_MS) reject(new Error("Postgres does not answer at DATABASE_URL"))
    }, TICK_MS)
  })
  try {
    await Promise.race([client.connect(), late])
    return client
  } catch (error) {
    void client.end().catch(() => undefined)
    throw error
  } finally {
    clearInterval(timer)
  }
}

/** Postgres releases the lock with its connection, so it is taken again when that was lost. */
const holdAgain = async (connection: ClientConfig): Promise<void> => {
  const logger = createLogger(env().LOG_LEVEL)
  while (!left) {
    await pause(RECONNECT_MS)
    try {
      if (await hold(connection)) return
      logger.error(SENTENCE)
    } catch (error) {
      logger.warn(`The lock of this process is not held: ${error instanceof Error ? error.message : String(error)}`)
    }
  }
}

const hold = async (connection: ClientConfig): Promise<boolean> => {
  const client = await connect(connection)
  const taken = await takeOn(client, env().REDIS_URL !== undefined).catch(async (error: unknown) => {
    await client.end()
    throw error
  })
  if (!taken) {
    await client.end()
    return false
  }
  held = client
  client.once("end", () => {
    if (held === client && !left) void holdAgain(connection)
  })
  return true
}

/**
 * Holds a lock in Postgres, on a connection of its own, for as long as this process runs the shop. A process without
 * Redis has its locks, events and workflows in memory, so it must be the only one. Throws the reason when it is not.
 * Waits a few seconds first: the lock of a process that was stopped is released with its connection.
 */
export const holdShop = async (knex: Knex): Promise<void> => {
  if (held) return
  left = false
  const connection = { ...PoolClient.parse(knex.client).connectionSettings, application_name: "atrium-shop-process" }
  if (!(await hold(connection))) throw new Error(SENTENCE)
}

/** Releases the lock. */
export const releaseShop = async (): Promise<void> => {
  left = true
  // A connection that is gone already has released the lock.
  await held?.end().catch(() => undefined)
  held = undefined
}
