import { cpus } from "node:os"

const rounded = (number) => (number < 10 ? number.toFixed(1) : Math.round(number).toLocaleString("en"))

const COLUMNS = [
  "request",
  "req/s",
  "× core's list",
  "p50 ms",
  "p97.5 ms",
  "p99 ms",
  "statements",
  "loop lag p99 ms",
  "MB",
  "failed",
]

const cells = (row, yardstick) => [
  row.name,
  rounded(row.perSecond),
  yardstick ? `${rounded(row.perSecond / yardstick)} ×` : "",
  rounded(row.p50),
  rounded(row.p95),
  rounded(row.p99),
  row.statements.toFixed(row.statements > 0.05 ? 1 : 3),
  rounded(row.lag),
  Math.round(row.memory / 1e6).toLocaleString("en"),
  String(row.failures),
]

const tableOf = (rows) => {
  const yardstick = rows.find((row) => row.yardstick)?.perSecond
  return [COLUMNS, COLUMNS.map(() => "---"), ...rows.map((row) => cells(row, yardstick))]
    .map((row) => `| ${row.join(" | ")} |`)
    .join("\n")
}

const framesOf = ({ name, frames }) =>
  frames ? [`\n${name}:\n`, ...frames.map((frame) => `- ${frame.share.toFixed(1)} % ${frame.name}`)].join("\n") : ""

/** The results as Markdown: one part for each scenario. */
export const markdown = (results, { rounds, seconds, connections, source }) =>
  [
    "# Benchmarks",
    "Written by `npm run benchmark`. Absolute figures depend on the machine and on what else it does; ratios within one run are what to compare.",
    `${cpus().length} × ${cpus()[0].model.trim()}, Node ${process.version}; ${connections} connections, medians of ${rounds} alternating rounds of ${seconds} s; load generator, Postgres and shop on the same machine; ${source ? "from the TypeScript source" : "the built shop"}, access log on.`,
    ...results.flatMap(({ title, about, tables }) => [
      `## ${title}`,
      about.replace(/\s+/g, " "),
      ...tables.flatMap((table) => [
        `### ${table.title}`,
        tableOf(table.rows),
        table.note,
        framesOf({ name: "First answer", frames: table.frames }),
        ...table.rows.map(framesOf),
      ]),
    ]),
  ]
    .filter(Boolean)
    .join("\n\n") + "\n"
