import { cpus, totalmem } from "node:os"

import { ratioTo } from "./figures.mjs"

const rounded = (number) => (number < 10 ? number.toFixed(1) : Math.round(number).toLocaleString("en"))
const orNothing = (number, format = rounded) => (number === undefined ? "" : format(number))
const small = (number) => number.toFixed(number > 0.05 || number === 0 ? 1 : 3)

const COLUMNS = [
  ["measured", ({ name }) => name],
  ["at once", ({ atOnce }) => orNothing(atOnce, String)],
  ["/s", ({ perSecond }) => orNothing(perSecond)],
  ["× core", (row, rows) => orNothing(ratioTo(rows, row, "core"), (ratio) => `${rounded(ratio)} ×`)],
  ["× Vendure", (row, rows) => orNothing(ratioTo(rows, row, "vendure"), (ratio) => `${rounded(ratio)} ×`)],
  ["rows", ({ shownRows }) => orNothing(shownRows, String)],
  ["p50 ms, small shop", ({ smallP50 }) => orNothing(smallP50)],
  ["p50 ms", ({ p50 }) => rounded(p50)],
  ["× small", ({ p50, smallP50 }) => orNothing(smallP50, (small) => `${(p50 / small).toFixed(2)} ×`)],
  ["p95 ms", ({ p95 }) => rounded(p95)],
  ["p99 ms", ({ p99 }) => rounded(p99)],
  ["statements", ({ statements }) => orNothing(statements, small)],
  ["processor ms", ({ processor }) => orNothing(processor, (ms) => ms.toFixed(2))],
  ["loop lag p99 ms", ({ lag }) => orNothing(lag)],
  ["MB", ({ memory }) => orNothing(memory, (bytes) => rounded(bytes / 1e6))],
  ["failed", ({ failures }) => String(failures)],
]

/** A Markdown table of the rows, without the columns that no row has a value for. */
export const tableOf = (rows) => {
  const cells = COLUMNS.map(([title, cell]) => [title, "---", ...rows.map((row) => cell(row, rows))])
  const used = cells.filter(([, , ...values]) => values.some((value) => value !== ""))
  return Array.from({ length: rows.length + 2 }, (_, line) => `| ${used.map((cell) => cell[line]).join(" | ")} |`).join(
    "\n"
  )
}

const framesOf = ({ name, frames }) =>
  frames ? [`\n${name}:\n`, ...frames.map((frame) => `- ${frame.share.toFixed(1)} % ${frame.name}`)].join("\n") : ""

/** The machine without anything that names it. */
const machine = () => `${cpus().length} cores, ${Math.round(totalmem() / 2 ** 30)} GB of memory`

/** The results as Markdown: one part for each size of the shop, one table for each scenario. */
export const markdown = (results, { rounds, seconds, source, vendure, quick }, date = new Date()) =>
  [
    "# Benchmarks",
    "Written by `npm run benchmark`; [docs/guides/benchmarks.md](guides/benchmarks.md) says how to run it. Absolute figures depend on the machine and on what else it does; ratios within one run are what to compare.",
    `${date.toISOString().slice(0, 10)}; ${machine()}, Node ${process.version}. ${quick ? "A quick run: one round only, so take the figures as hints. " : ""}Medians of up to ${rounds} alternating rounds of ${seconds} s; load generator, Postgres${vendure ? ", Vendure" : ""} and shop on the same machine; ${source ? "from the TypeScript source" : "the built shop"}, access log on. Failed answers don't count.`,
    ...results.flatMap(({ title, notes, tables }) => [
      `## ${title}`,
      ...tables.flatMap((table) => [
        `### ${table.title}`,
        table.about.replace(/\s+/g, " "),
        tableOf(table.rows),
        table.note,
        framesOf({ name: "First answer", frames: table.frames }),
        ...table.rows.map(framesOf),
      ]),
      ...notes,
    ]),
  ]
    .filter(Boolean)
    .join("\n\n") + "\n"
