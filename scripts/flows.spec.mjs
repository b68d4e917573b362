// docs/flows.md is worth reading only while it is true: every file that it names exists.
import assert from "node:assert/strict"
import { existsSync, readFileSync } from "node:fs"
import { test } from "node:test"

import { inRoot } from "./lib/paths.mjs"

const text = readFileSync(inRoot("docs/flows.md"), "utf8")
const named = [...text.matchAll(/`((?:plugins|backend|packages|storefront)\/[^`]+)`/g)].map(([, path]) => path)

test("docs/flows.md names files", () => assert.ok(named.length > 40))

for (const path of new Set(named)) test(`${path} exists`, () => assert.ok(existsSync(inRoot(path))))
