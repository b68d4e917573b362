// .env.example is documentation that can rot: it must name exactly what the code reads.
import assert from "node:assert/strict"
import { readFileSync } from "node:fs"
import { test } from "node:test"

import { inRoot } from "./lib/paths.mjs"
import { PORTS } from "./lib/ports.mjs"

const text = (...path) => readFileSync(inRoot(...path), "utf8")
const all = (source, pattern) => [...source.matchAll(pattern)].map(([, name]) => name)

const example = text(".env.example")
const named = new Set(all(example, /^(?:# )?([A-Z][A-Z0-9_]*)=/gm))

/** The keys of the backend's zod schema, and what the storefront reads. */
const backend = all(
  text("packages/server/src/env.ts").split("z.object({")[1].split("\n})")[0],
  /^ {2}([A-Z][A-Z0-9_]*):/gm
)
const storefront = ["src/lib/env.ts", "next.config.ts"].flatMap((file) =>
  all(text("storefront", file), /(?:process\.env\.|^ {2})([A-Z][A-Z0-9_]*)\b/gm)
)
const compose = all(text("docker-compose.yml"), /\$\{([A-Z][A-Z0-9_]*)/g)
const scripts = [...Object.values(PORTS).map(({ variable }) => variable), "CHROMIUM_PATH"]

test(".env.example names every variable that is read", () => {
  for (const name of [...backend, ...storefront, ...compose, ...scripts])
    assert.ok(named.has(name), `${name} is not in .env.example`)
})

test(".env.example names no variable that is never read", () => {
  const read = new Set([...backend, ...storefront, ...compose, ...scripts])
  for (const name of named) assert.ok(read.has(name), `${name} is read nowhere`)
})

test(".env.example explains every variable in the lines above it", () => {
  const lines = example.split("\n")
  for (const name of named) {
    const at = lines.findIndex((line) => line.startsWith(`# ${name}=`) || line.startsWith(`${name}=`))
    const block = lines.slice(0, at).reverse()
    const above = block
      .slice(
        0,
        block.findIndex((line) => line === "")
      )
      .filter((line) => !/^# [A-Z][A-Z0-9_]*=/.test(line))
    assert.ok(above.length > 0, `${name} is not explained`)
  }
})
