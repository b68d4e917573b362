import type { Logger } from "@medusajs/framework/types"
import pino from "pino"

import { currentContext } from "./request-context"

/**
 * Structured logs, one JSON object per line: time, level, request id, actor, message, stack. Email addresses, phone
 * numbers, tokens and query strings are removed from every line.
 */
const EMAIL = /[A-Za-z0-9._%+'-]+@[A-Za-z0-9.-]+\.[A-Za-z]{2,}/g
const PHONE = /(?<![\w.-])\+[1-9]\d{6,14}\b/g
const BEARER = /\b(Bearer|Basic)\s+[\w.~+/=-]+/gi
const SECRET = /\b(sk|pk|whsec|secret|cs)_[A-Za-z0-9_]{8,}/g
// These ids work as credentials. Their last characters are enough to find the row in the database.
const CREDENTIAL_ID = /\b(pur|cart|sbxpi|payses|invite)_([\w-]+?)([\w-]{4})(?![\w-])/g
const QUERY = /(\/[\w/%.:-]*)\?[^\s"']*/g

/** The text without personal data and credentials. */
export const redact = (text: string): string =>
  text
    .replace(EMAIL, "[email]")
    .replace(PHONE, "[phone]")
    .replace(BEARER, "$1 [token]")
    .replace(SECRET, "$1_[secret]")
    .replace(CREDENTIAL_ID, "$1_[…$3]")
    .replace(QUERY, "$1?[query]")

export type LogSink = { write(line: string): void }

const LEVELS = ["silent", "error", "warn", "info", "debug"] as const
export type LogLevel = (typeof LEVELS)[number]

/** The fields of an error in a log line, always with a stack. */
const errorFields = (error: unknown): Record<string, unknown> => {
  if (error instanceof Error || (typeof error === "object" && error !== null && "message" in error)) {
    const { message, stack, name, code } = error as {
      message?: unknown
      stack?: unknown
      name?: unknown
      code?: unknown
    }
    return {
      error_name: String(name ?? "Error"),
      ...(code === undefined ? {} : { error_code: String(code) }),
      error_message: redact(String(message)),
      stack: redact(String(stack ?? new Error(String(message)).stack)),
    }
  }
  return { error_name: "Error", error_message: redact(String(error)), stack: redact(String(new Error().stack)) }
}

/** Medusa's logger interface over pino. `sink` is for tests; default is standard output. */
export const createLogger = (
  level: LogLevel,
  sink?: LogSink
): Logger & { event(message: string, fields: Record<string, unknown>): void } => {
  const base = pino(
    {
      level,
      base: undefined,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      mixin: () => {
        const context = currentContext()
        if (!context) return { request_id: null, actor_type: "system", actor_id: null }
        return {
          request_id: context.requestId,
          actor_type: context.actorType ?? "guest",
          actor_id: context.actorId ?? null,
        }
      },
    },
    sink ?? pino.destination({ sync: true })
  )
  let currentLevel: LogLevel = level
  const at = (name: LogLevel) => LEVELS.indexOf(name) <= LEVELS.indexOf(currentLevel)
  const write = (name: Exclude<LogLevel, "silent">, message: unknown, fields: Record<string, unknown> = {}) => {
    if (at(name)) base[name](fields, redact(typeof message === "string" ? message : String(message)))
  }
  const fail = (messageOrError: string | Error, error?: Error) => {
    if (!at("error")) return
    const cause = error ?? (messageOrError instanceof Error ? messageOrError : new Error(String(messageOrError)))
    base.error(
      errorFields(cause),
      redact(messageOrError instanceof Error ? messageOrError.message : String(messageOrError))
    )
  }
  let activities = 0
  return {
    event: (message, fields) => write("info", message, fields),
    panic: (data) => {
      fail(data instanceof Error ? data : String(data))
      process.exit(1)
    },
    // Core's access log contains whole URLs; ours (request-hooks.ts) contains only the path.
    shouldLog: (name) => name !== "http" && at(name === "silly" || name === "verbose" ? "debug" : (name as LogLevel)),
    setLogLevel: (name) => {
      if ((LEVELS as readonly string[]).includes(name)) currentLevel = name as LogLevel
    },
    unsetLogLevel: () => {
      currentLevel = level
    },
    activity: (message) => {
      write("debug", message)
      return String(++activities)
    },
    progress: (_id, message) => write("debug", message),
    error: fail,
    failure: (_id, message) => fail(message),
    success: (_id, message) => {
      write("debug", message)
      return {}
    },
    silly: () => undefined,
    debug: (message) => write("debug", message),
    verbose: (message) => write("debug", message),
    http: () => undefined,
    info: (message) => write("info", message),
    warn: (message) => write("warn", message),
    log: (...args) => write("info", args.map(String).join(" ")),
  }
}
