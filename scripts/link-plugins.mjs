// Creates shadow folders for the plugins in plugins/ and examples/. Medusa loads a plugin from
// `<plugin>/.medusa/server/src`. In development and tests, that path in the shadow folder links to the plugin's
// TypeScript source. Shadow folders are outside the plugin, so that they never mix with compiled files.
import { mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs"
import { dirname, join } from "node:path"
import { fileURLToPath } from "node:url"

const root = join(dirname(fileURLToPath(import.meta.url)), "..")

export const linkPlugins = () => {
  rmSync(join(root, ".dev"), { recursive: true, force: true })
  for (const folder of ["plugins", "examples"])
    for (const name of readdirSync(join(root, folder))) {
      const shadow = join(root, ".dev", name)
      const source = join(root, folder, name)
      const { name: packageName, version } = JSON.parse(readFileSync(join(source, "package.json"), "utf8"))
      mkdirSync(join(shadow, ".medusa", "server"), { recursive: true })
      writeFileSync(join(shadow, "package.json"), JSON.stringify({ name: packageName, version }))
      symlinkSync(join("..", "..", "..", "..", folder, name, "src"), join(shadow, ".medusa", "server", "src"))
      writeFileSync(
        join(shadow, ".medusa", "server", "medusa-plugin-options.json"),
        JSON.stringify({ srcDir: join(source, "src") })
      )
    }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) linkPlugins()
