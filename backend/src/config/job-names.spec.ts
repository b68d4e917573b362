import { existsSync, readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"

const plugins = join(__dirname, "../../../plugins")

const jobs = readdirSync(plugins)
  .map((plugin) => join(plugins, plugin, "src/jobs"))
  .filter(existsSync)
  .flatMap((folder) => readdirSync(folder).map((file) => join(folder, file)))
  .filter((file) => file.endsWith(".ts") && !file.endsWith(".spec.ts"))
  .map((file) => ({ file, name: /\bname: "([^"]+)"/.exec(readFileSync(file, "utf8"))?.[1] ?? "" }))

describe("scheduled jobs", () => {
  it("have names without a dot: Medusa takes a dot for a nested step and then never runs the job", () => {
    expect(jobs.length).toBeGreaterThan(0)
    expect(jobs.filter(({ name }) => !/^[a-z][a-z-]+$/.test(name))).toEqual([])
  })

  it("have unique names: names are global", () => {
    expect(new Set(jobs.map(({ name }) => name)).size).toBe(jobs.length)
  })
})
