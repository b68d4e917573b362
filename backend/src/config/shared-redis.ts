import { randomUUID } from "node:crypto"

import { clock, setClock } from "@atrium/kernel"
import {
  announce,
  connectAnnouncements,
  env,
  metrics,
  receiveAnnouncement,
  onAnnouncement,
  shareRateLimits,
} from "@atrium/server"
import type { Logger } from "@medusajs/framework/types"
import Redis, { type RedisOptions } from "ioredis"

const CHANNEL = "atrium:announcements"
const CLOCK = "clock"
const CLOCK_KEY = "atrium:demo-clock-offset"
const PATIENCE_SECONDS = 10

/** Callers never wait long for Redis: a command that can't be sent or is not answered soon fails. */
const IMPATIENT: RedisOptions = { maxRetriesPerRequest: 1, enableOfflineQueue: false, commandTimeout: 1000 }

const me = randomUUID()
let commands: Redis | undefined
let words: Redis | undefined

/** Logs once when a connection is lost and once when it is back. */
const watched = (redis: Redis, logger: Logger): Redis => {
  let away = false
  redis.on("error", (error: Error) => {
    if (!away) logger.warn(`Redis does not answer (${error.message}): each process counts rate limits alone`)
    away = true
  })
  redis.on("ready", () => {
    if (away) logger.info("Redis answers again")
    away = false
  })
  return redis
}

// Counts timer ticks instead of elapsed time: a process that is busy loading the shop receives nothing for many seconds.
const whenReady = async (redis: Redis): Promise<void> => {
  for (let beats = 0; redis.status !== "ready"; beats += 1) {
    if (beats === PATIENCE_SECONDS * 10) throw new Error("Redis does not answer at REDIS_URL")
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}

const clockOffset = (): string => String(clock.now().getTime() - Date.now())
const moveClock = (offset: string): void => setClock(new Date(Date.now() + Number(offset)))

/** In a demo, business time can be moved; a process that starts later takes over the others' offset. */
const followClock = async (redis: Redis): Promise<void> => {
  onAnnouncement(CLOCK, moveClock)
  // If Redis is slow to answer, a demo starts with machine time.
  const offset = await redis.get(CLOCK_KEY).catch(() => null)
  if (offset) moveClock(offset)
}

/** Sends the business time to the demo's other processes; does nothing without Redis. */
export const shareClock = async (): Promise<void> => {
  announce(CLOCK, clockOffset())
  await commands?.set(CLOCK_KEY, clockOffset())
}

/**
 * Connects this process to the shop's other processes: rate limits are shared and announcements are received. Medusa's
 * modules have their own connections. Without `REDIS_URL` nothing is shared, and this is the only process (`holdShop`). Throws
 * when Redis does not answer within ten seconds; a later outage stops nothing.
 */
export const joinOthers = async (logger: Logger): Promise<void> => {
  const { REDIS_URL: url, demo } = env()
  if (!url || commands) return
  commands = watched(new Redis(url, IMPATIENT), logger)
  words = new Redis(url, { maxRetriesPerRequest: null })
  // Both connections break together; only one of them logs it.
  words.on("error", () => undefined)
  words.on("message", (_channel: string, text: string) => {
    const [sender, topic = "", message = ""] = JSON.parse(text) as string[]
    if (sender !== me) receiveAnnouncement(topic, message)
  })
  await whenReady(commands)
  await words.subscribe(CHANNEL)
  shareRateLimits(commands)
  connectAnnouncements((topic, message) => {
    // An announcement that can't be sent is lost; the cached value expires soon.
    commands?.publish(CHANNEL, JSON.stringify([me, topic, message])).catch(() => {
      metrics().errors.labels("announcement_lost").inc()
    })
  })
  if (demo) await followClock(commands)
}

/** Closes the connections. */
export const leaveOthers = (): void => {
  connectAnnouncements(undefined)
  shareRateLimits(undefined)
  commands?.disconnect()
  words?.disconnect()
  commands = words = undefined
}

/** Checks that Redis answers; throws while it does not. */
export const redisAnswers = async (): Promise<boolean> => (await commands?.ping()) === "PONG"
