// Keeps docs/flows.md up to date: every file it mentions must exist.
import assert from "node:assert/strict"
import { existsSync, readFileSync } from "node:fs"
import { test } from "node:test"

import { inRoot } from "./lib/paths.mjs"

const text = readFileSync(inRoot("docs/flows.md"), "utf8")
const paths = [...text.matchAll(/`((?:plugins|backend|packages|storefront)\/[^`]+)`/g)].map(([, path]) => path)

test("docs/flows.md mentions files", () => assert.ok(paths.length > 40))

for (const path of new Set(paths)) test(`docs/flows.md: ${path} exists`, () => assert.ok(existsSync(inRoot(path))))
