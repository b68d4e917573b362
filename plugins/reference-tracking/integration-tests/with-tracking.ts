import { type Database, openDatabase } from "@atrium/test-kit/database"

import { Migration20261121010500 } from "../src/modules/reference-tracking/migrations/Migration20261121010500"

/** A new database with only the plugin's tables. */
export const openTracking = (): Promise<Database> => openDatabase("tracking", { migrations: [Migration20261121010500] })
