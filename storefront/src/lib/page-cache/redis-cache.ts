import "server-only"
import { readFileSync } from "node:fs"
import path from "node:path"

import { createClient } from "redis"

import { count } from "../metrics"

import { MAX_AGE_MS, type SharedCache } from "./page-cache"

const PREFIX = "atrium:pages"
const VERSION_KEY = `${PREFIX}:version`
const CHANNEL = `${PREFIX}:cleared`
const TIMEOUT_MS = 500

/** Pages link to the files of their build, so each build has its own. */
const buildId = (folder: string): string => readFileSync(path.join(process.cwd(), folder, "BUILD_ID"), "utf8").trim()

/**
 * Connects to the Redis that several storefronts share their pages in. `onClear` is called when another storefront clears
 * the cache. Pages expire there as in the process, so a missed message delays a change by the maximum age at most.
 * Commands fail fast while Redis doesn't respond; the connection is restored in the background.
 */
export const connectRedisCache = (url: string, buildFolder: string, onClear: () => void): SharedCache => {
  const build = buildId(buildFolder)
  const client = createClient({ url, disableOfflineQueue: true, commandOptions: { timeout: TIMEOUT_MS } })
  const subscriber = createClient({ url })
  // The number of times that the cache was cleared: entries of older versions are never read again, and expire.
  let version = "0"
  const entry = (key: string) => `${PREFIX}:${build}:${version}:${key}`

  const failed = (): void => count("page_cache_redis")
  const cleared = (message: string): void => {
    version = message
    onClear()
  }
  // Every failed command rejects, and its caller continues without Redis.
  client.on("error", failed)
  subscriber.on("error", failed)
  // A message may have been missed while a connection was down.
  const readVersion = (): void => {
    client.get(VERSION_KEY).then((current) => current !== null && current !== version && cleared(current), failed)
  }
  client.on("ready", readVersion)
  client.connect().catch(failed)
  subscriber
    .connect()
    .then(() => subscriber.subscribe(CHANNEL, cleared))
    .then(readVersion)
    .catch(failed)

  return {
    get: async (key) => {
      const name = entry(key)
      const [html, remaining] = await client.multi().get(name).pTTL(name).execTyped()
      return html === null ? undefined : { html, ageMs: MAX_AGE_MS - remaining }
    },
    set: async (key, html, ageMs) => {
      const remaining = Math.floor(MAX_AGE_MS - ageMs)
      if (remaining > 0) await client.set(entry(key), html, { expiration: { type: "PX", value: remaining } })
    },
    clear: async () => {
      const next = String(await client.incr(VERSION_KEY))
      version = next
      await client.publish(CHANNEL, next)
    },
    close: () => {
      client.destroy()
      subscriber.destroy()
    },
  }
}
