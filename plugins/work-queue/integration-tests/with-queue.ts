import { type Database, openDatabase } from "@atrium/test-kit/database"

import { Migration20261121010000 } from "../src/modules/work-queue/migrations/Migration20261121010000"
import { Migration20261128053000 } from "../src/modules/work-queue/migrations/Migration20261128053000"
import { Migration20261128090000 } from "../src/modules/work-queue/migrations/Migration20261128090000"
import { Migration20261130080200 } from "../src/modules/work-queue/migrations/Migration20261130080200"

const MIGRATIONS = [
  Migration20261121010000,
  Migration20261128053000,
  Migration20261128090000,
  Migration20261130080200,
] as const

/** A new database with only the queue's tables. */
export const openQueue = (): Promise<Database> => openDatabase("work_queue", { migrations: MIGRATIONS })
