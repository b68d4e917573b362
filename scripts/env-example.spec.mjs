// Keeps .env.example up to date: it must list exactly the variables the code reads.
import assert from "node:assert/strict"
import { readFileSync } from "node:fs"
import { test } from "node:test"

import { inRoot } from "./lib/paths.mjs"
import { PORTS } from "./lib/ports.mjs"

const text = (...path) => readFileSync(inRoot(...path), "utf8")
const all = (source, pattern) => [...source.matchAll(pattern)].map(([, name]) => name)

const example = text(".env.example")
const listed = new Set(all(example, /^(?:# )?([A-Z][A-Z0-9_]*)=/gm))

/** The variables of the backend's zod schema and those the storefront reads. */
const backend = all(
  text("packages/server/src/env.ts").split("z.object({")[1].split("\n})")[0],
  /^ {2}([A-Z][A-Z0-9_]*):/gm
)
const storefront = ["src/lib/env.ts", "src/lib/image-origins.ts", "next.config.ts"].flatMap((file) =>
  all(text("storefront", file), /(?:\benv\.|^ {2})([A-Z][A-Z0-9_]*)\b/gm)
)
const compose = all(text("docker-compose.yml"), /\$\{([A-Z][A-Z0-9_]*)/g)
const scripts = [...Object.values(PORTS).map(({ variable }) => variable), "CHROMIUM_PATH"]

test(".env.example lists every variable that the code reads", () => {
  for (const name of [...backend, ...storefront, ...compose, ...scripts])
    assert.ok(listed.has(name), `${name} is missing in .env.example`)
})

test(".env.example lists no unused variable", () => {
  const read = new Set([...backend, ...storefront, ...compose, ...scripts])
  for (const name of listed) assert.ok(read.has(name), `${name} is never read`)
})

test(".env.example describes every variable in a comment above it", () => {
  const lines = example.split("\n")
  for (const name of listed) {
    const at = lines.findIndex((line) => line.startsWith(`# ${name}=`) || line.startsWith(`${name}=`))
    const block = lines.slice(0, at).reverse()
    const above = block
      .slice(
        0,
        block.findIndex((line) => line === "")
      )
      .filter((line) => !/^# [A-Z][A-Z0-9_]*=/.test(line))
    assert.ok(above.length > 0, `${name} has no description`)
  }
})
