import { existsSync, readdirSync } from "node:fs"
import { join, parse } from "node:path"

import type { ConfigModule } from "@medusajs/framework/types"
import { getResolvedPlugins } from "@medusajs/framework/utils"

const filesIn = (folder: string): string[] => (existsSync(folder) ? readdirSync(folder) : [])

const migrationsOf = (plugin: string): string[] =>
  filesIn(join(plugin, "modules")).flatMap((module) =>
    filesIn(join(plugin, "modules", module, "migrations"))
      .filter((file) => /^Migration\d+\.[jt]s$/.test(file))
      .map((file) => parse(file).name)
  )

/** Names of the migrations in this release of our plugins, as Medusa records them when they have run. */
export const ownMigrations = async (config: ConfigModule): Promise<string[]> => {
  const plugins = await getResolvedPlugins(process.cwd(), config, false)
  return plugins.flatMap(({ resolve, name }) => (name.startsWith("@atrium/") ? migrationsOf(resolve) : []))
}
