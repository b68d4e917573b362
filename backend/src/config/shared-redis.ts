import { randomUUID } from "node:crypto"

import { clock, setClock } from "@atrium/kernel"
import {
  announce,
  connectAnnouncements,
  env,
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

/** No one waits for Redis: a command that cannot be sent or is not answered soon fails, and the caller continues. */
const IMPATIENT: RedisOptions = { maxRetriesPerRequest: 1, enableOfflineQueue: false, commandTimeout: 1000 }

const me = randomUUID()
let commands: Redis | undefined
let words: Redis | undefined

/** Says when a connection is lost and when it is back, once each. */
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

// Counted in beats and not by the clock: a process that is busy loading the shop receives nothing for many seconds.
const whenReady = async (redis: Redis): Promise<void> => {
  for (let beats = 0; redis.status !== "ready"; beats += 1) {
    if (beats === PATIENCE_SECONDS * 10) throw new Error("Redis does not answer at REDIS_URL")
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}

const clockOffset = (): string => String(clock.now().getTime() - Date.now())
const moveClock = (offset: string): void => setClock(new Date(Date.now() + Number(offset)))

/** In a demo, business time can be moved; a process that starts later begins with what the others have. */
const followClock = async (redis: Redis): Promise<void> => {
  onAnnouncement(CLOCK, moveClock)
  // A demo whose Redis is slow to answer begins with the machine's time.
  const offset = await redis.get(CLOCK_KEY).catch(() => null)
  if (offset) moveClock(offset)
}

/** Notifies the other processes of a demo of the business time; does nothing without Redis. */
export const shareClock = async (): Promise<void> => {
  announce(CLOCK, clockOffset())
  await commands?.set(CLOCK_KEY, clockOffset())
}

/**
 * Connects this process to the others of the shop: rate limits are counted together, announcements are heard. Medusa's
 * own modules have their own connections. Without `REDIS_URL` nothing is shared, and there may be one process only.
 * Throws when Redis does not answer within ten seconds; one that goes away later stops nothing.
 */
export const joinOthers = async (logger: Logger): Promise<void> => {
  const { REDIS_URL: url, demo } = env()
  if (!url || commands) return
  commands = watched(new Redis(url, IMPATIENT), logger)
  words = new Redis(url, { maxRetriesPerRequest: null })
  // Both connections break together, and one of them says so.
  words.on("error", () => undefined)
  words.on("message", (_channel: string, text: string) => {
    const [sender, topic = "", message = ""] = JSON.parse(text) as string[]
    if (sender !== me) receiveAnnouncement(topic, message)
  })
  await whenReady(commands)
  await words.subscribe(CHANNEL)
  shareRateLimits(commands)
  connectAnnouncements((topic, message) => {
    // A hint that cannot be sent is lost: the cached value expires in time.
    commands?.publish(CHANNEL, JSON.stringify([me, topic, message])).catch(() => undefined)
  })
  if (demo) await followClock(commands)
}

/** Closes the connections; from here on this process is alone. */
export const leaveOthers = (): void => {
  connectAnnouncements(undefined)
  shareRateLimits(undefined)
  commands?.disconnect()
  words?.disconnect()
  commands = words = undefined
}

/** Whether Redis answers now. Throws while it is away. */
export const redisAnswers = async (): Promise<boolean> => (await commands?.ping()) === "PONG"
