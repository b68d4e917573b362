import { type Database, openDatabase } from "@atrium/test-kit/database"

import { Migration20261121010500 } from "../src/modules/reference-tracking/migrations/Migration20261121010500"

/** A fresh database with the plugin's own tables. */
export const openTracking = (): Promise<Database> => openDatabase("tracking", { migrations: [Migration20261121010500] })
