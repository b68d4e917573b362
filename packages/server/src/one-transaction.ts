import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { EntityManager } from "@medusajs/framework/mikro-orm/postgresql"
import type { Context, MedusaContainer } from "@medusajs/framework/types"
import { MedusaContextType, MessageAggregator, Modules } from "@medusajs/framework/utils"

import { knexOf } from "./sql-rows"

/**
 * Calls of one module's service, with the context to pass to each of them. What they change is sent to the database when
 * `calls` ends, so that several changes of one row are one statement.
 */
export type ModuleCalls = <T>(calls: (context: Context) => Promise<T>) => Promise<T>

/** `trx`: for statements of our own in the same transaction. */
export type OneTransaction = { readonly trx: Knex.Transaction; readonly call: ModuleCalls }

/**
 * A context that makes a module work in a transaction of ours. Medusa's decorator writes the entity manager that it made
 * for a call into the call's context and only then asks the context for a transaction's manager. Here that is a copy of
 * the module's own manager, told by MikroORM's `setTransactionContext` which transaction to use: modules have managers of
 * their own, which know only their own tables, but one connection pool.
 */
const joiningContext = (trx: Knex.Transaction | null, eventGroupId: string) => {
  let joined: EntityManager | undefined
  const manager = (): EntityManager => {
    // A method without that decorator, called first, would open a transaction of its own.
    if (!joined) throw new Error("This method of a module's service cannot take part in another transaction")
    return joined
  }
  const messages = new MessageAggregator()
  const context: Context<EntityManager> = {
    __type: MedusaContextType,
    eventGroupId,
    messageAggregator: messages,
    get manager(): EntityManager | undefined {
      return joined
    },
    set manager(offered: EntityManager | undefined) {
      // With listeners of its own, as MikroORM copies it for a transaction: Medusa adds one that writes events into this context.
      joined = offered?.fork({ cloneEventManager: true })
      if (trx) joined?.setTransactionContext(trx)
    },
    get transactionManager(): EntityManager {
      return manager()
    },
  }
  return { context, messages, flush: () => manager().flush() }
}

const run = async <T>(
  container: MedusaContainer,
  calls: (context: Context) => Promise<T>,
  { context, messages, flush }: ReturnType<typeof joiningContext>
): Promise<T> => {
  const result = await calls(context)
  await flush()
  // Of rows that were sent only now.
  const bus = container.resolve(Modules.EVENT_BUS)
  for (const late of Object.values(messages.getMessages()))
    if (late.length > 0) await bus.emit(late, { internal: true })
  return result
}

/**
 * Runs calls of one module's service without a transaction, each statement committed by itself: for calls that wait for
 * another service and must hold no connection meanwhile. Events go to the group as with `inOneTransaction`.
 */
export const callWithoutTransaction = <T>(
  container: MedusaContainer,
  eventGroupId: string,
  calls: (context: Context) => Promise<T>
): Promise<T> => run(container, calls, joiningContext(null, eventGroupId))

/**
 * Runs calls of several modules' services in one database transaction: all that they write is there, or nothing. Modules
 * open one for each call otherwise, and cannot be told to share it. Their events go to the group `eventGroupId`, which the
 * caller releases after the transaction or clears when it failed.
 *
 * Keep calls to other services, and reads through other connections, out of `job`: it holds a connection.
 */
export const inOneTransaction = <T>(
  container: MedusaContainer,
  eventGroupId: string,
  job: (one: OneTransaction) => Promise<T>
): Promise<T> =>
  knexOf(container).transaction((trx) =>
    job({ trx, call: (calls) => run(container, calls, joiningContext(trx, eventGroupId)) })
  )
