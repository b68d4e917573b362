import { Client } from "pg"

/**
 * Records every SQL statement that this process sends through `pg` while a job runs, transaction control included.
 * Counting at the driver misses nothing: the ORM, knex and module services all use it.
 */
export const countStatements = async <T>(job: () => Promise<T>): Promise<{ result: T; statements: string[] }> => {
  const statements: string[] = []
  const original = Client.prototype.query
  const recorded = function (this: Client, ...args: unknown[]) {
    const [first] = args
    const text = typeof first === "string" ? first : (first as { text?: unknown } | undefined)?.text
    statements.push(typeof text === "string" ? text : "?")
    return Reflect.apply(original, this, args) as unknown
  }
  Client.prototype.query = recorded as typeof original
  try {
    return { result: await job(), statements }
  } finally {
    Client.prototype.query = original
  }
}
