import { readdirSync } from "node:fs"
import { join, parse } from "node:path"

const root = join(__dirname, "../../..")

const migrations = ["plugins", "examples"]
  .flatMap((folder) => readdirSync(join(root, folder)).map((name) => join(root, folder, name, "src")))
  .flatMap((source) => readdirSync(source, { recursive: true }).map(String))
  .filter((file) => /(^|\/)migrations\/Migration\d+\.ts$/.test(file))
  .map((file) => parse(file).name)

describe("migrations", () => {
  it("have unique names: all modules record them in one table, and one with a name that ran is skipped", () => {
    expect(migrations.length).toBeGreaterThan(20)
    expect(migrations.filter((name, at) => migrations.indexOf(name) !== at)).toEqual([])
  })
})
