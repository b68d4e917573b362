// Documents are rendered in a thread of their own. Only compiled code does that, so this needs the build.
import assert from "node:assert/strict"
import { createRequire } from "node:module"
import { performance } from "node:perf_hooks"
import { test } from "node:test"

import { inRoot } from "../lib/paths.mjs"

const require = createRequire(inRoot("plugins/documents/.medusa/server/src/use-cases/index.js"))
const { documentPdf } = require("./document-pdf.js")
const { renderDocument } = require("./render-document.js")
const { orderFacts } = require("../domain/document-facts.js")

const captured = new Date("2026-11-29T10:00:00Z")
const printable = {
  document: {
    kind: "invoice",
    number: "AT-INV-2026-00001",
    currency_code: "inr",
    facts: orderFacts(
      { reference: "OR-7Q2K-9MXB-4TZ", currency_code: "inr", cost: "11800", captured_at: captured },
      [{ description: "Company incorporation – Standard", quantity: 1, total: "11800", tax_rate: "18" }],
      { name: "Asha Rao", email: "asha@example.com", address: ["1 Main Road", "Bengaluru"] },
      "Rounding"
    ),
    issued_at: captured,
  },
  seller: {
    name: "Atrium Services",
    address: "12 MG Road",
    tax_id: "29ABC",
    email: "a@atrium.test",
    locale: "en-IN",
    logo: null,
  },
}

test("a document rendered in the thread has the same bytes, and leaves the main thread free", async () => {
  const expected = await renderDocument(printable)
  const first = await documentPdf(printable)
  assert.ok(Buffer.isBuffer(first) && first.equals(expected))
  const before = performance.eventLoopUtilization()
  const files = await Promise.all(Array.from({ length: 20 }, () => documentPdf(printable)))
  const { utilization } = performance.eventLoopUtilization(before)
  assert.ok(files.every((file) => file.equals(expected)))
  assert.ok(utilization < 0.5, `The main thread was busy for ${Math.round(utilization * 100)} % of the time`)
})

test("a document that cannot be rendered is refused, and the next one is rendered", async () => {
  await assert.rejects(documentPdf({ ...printable, seller: { ...printable.seller, locale: "not a locale" } }))
  assert.equal((await documentPdf(printable)).subarray(0, 5).toString(), "%PDF-")
})
