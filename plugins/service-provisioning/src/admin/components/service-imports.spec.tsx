import { changesIn, openPage, refusal } from "@atrium/admin-kit/testing"
import { screen } from "@testing-library/react"

import type { ServiceImportOut } from "../../contracts/service-imports"
import ServiceImportsPage from "../routes/service-imports/page"

const none = { created: 0, updated: 0, unchanged: 0, failed: 0, skipped: 0 }
const checked: ServiceImportOut = {
  id: "simp_1",
  file_name: "services.csv",
  status: "checked",
  lines: 12,
  services: 6,
  progress: { done: 0, total: 6 },
  plan: { create: 2, update: 1, unchanged: 3, wrong: 0, wrong_lines: 0 },
  results: none,
  problems: [],
  problem_count: 0,
  created_at: "2026-11-29T20:00:00.000Z",
  completed_at: null,
}
const COLUMNS = { columns: [{ column: "handle", hint: "Identifies the service." }] }
const NONE_YET = { service_imports: [], count: 0, offset: 0, limit: 20 }
const MAY = ["service-imports:read", "service-imports:write"]

const past = {
  service_imports: [
    {
      id: "simp_9",
      file_name: "autumn.csv",
      status: "completed",
      created_by: "content@atrium.test",
      lines: 12,
      created: 2,
      updated: 1,
      unchanged: 0,
      not_imported: 3,
      created_at: "2026-11-29T20:00:00.000Z",
      completed_at: "2026-11-29T20:01:00.000Z",
    },
  ],
  count: 1,
  offset: 0,
  limit: 20,
}

test("past imports show who uploaded what, its result, and lead to the import and its report", async () => {
  const { user, address } = openPage(<ServiceImportsPage />, {
    permissions: MAY,
    answers: {
      "GET /admin/service-exports/columns": COLUMNS,
      "GET /admin/service-imports": past,
      "GET /admin/service-imports/simp_9": { service_import: { ...checked, id: "simp_9", status: "completed" } },
    },
  })
  expect(await screen.findByText("2 new, 1 updated, 3 not imported")).toBeTruthy()
  expect(screen.getByText("content@atrium.test")).toBeTruthy()
  expect(screen.getByRole("link", { name: "Report of autumn.csv" })).toHaveProperty(
    "href",
    expect.stringContaining("/admin/service-imports/simp_9/report")
  )
  await user.click(screen.getByRole("link", { name: "autumn.csv" }))
  expect(address()).toBe("/?import=simp_9")
})

test("an uploaded file shows what would change, and is imported once that is confirmed, with its progress", async () => {
  let now: ServiceImportOut = { ...checked, status: "checking", progress: { done: 2, total: 6 } }
  const { user, sent, address } = openPage(<ServiceImportsPage />, {
    permissions: MAY,
    answers: {
      "GET /admin/service-exports/columns": COLUMNS,
      "GET /admin/service-imports": NONE_YET,
      "POST /admin/service-imports": () => ({ service_import: now }),
      "GET /admin/service-imports/simp_1": () => ({ service_import: now }),
      "POST /admin/service-imports/simp_1/confirm": () => {
        now = { ...checked, status: "importing", progress: { done: 3, total: 6 } }
        return { service_import: now }
      },
    },
  })
  const file = new File(["handle\na"], "services.csv", { type: "text/csv" })
  await user.upload(await screen.findByLabelText("CSV file of services"), file)
  expect(await screen.findByText("Checked 2 of 6 services")).toBeTruthy()
  expect(address()).toBe("/?import=simp_1")
  now = checked
  await user.click(await screen.findByRole("button", { name: "Import 3 services" }))
  expect(await screen.findByText("Imported 3 of 6 services")).toBeTruthy()
  now = { ...checked, status: "completed", results: { ...none, created: 2, updated: 1, unchanged: 3 } }
  expect(await screen.findByText("Completed")).toBeTruthy()
  expect(screen.getByRole("link", { name: "Download report" })).toHaveProperty(
    "href",
    expect.stringContaining("/admin/service-imports/simp_1/report")
  )
  const changes = changesIn(sent)
  expect(changes.map(({ route }) => route)).toEqual([
    "POST /admin/service-imports",
    "POST /admin/service-imports/simp_1/confirm",
  ])
  expect(changes[0]?.body).toMatchObject({ file: { name: "services.csv" } })
  expect(changes[1]?.body).toEqual({ skip_wrong: false })
})

test("wrong lines are listed with what to do, and the others are imported only after a question", async () => {
  const wrong: ServiceImportOut = {
    ...checked,
    plan: { create: 1, update: 0, unchanged: 0, wrong: 1, wrong_lines: 1 },
    problems: [{ line: 3, column: "price_inr", message: "Enter an amount such as 1299.50" }],
    problem_count: 1,
  }
  const { user, sent } = openPage(<ServiceImportsPage />, {
    permissions: MAY,
    at: "/?import=simp_1",
    answers: {
      "GET /admin/service-exports/columns": COLUMNS,
      "GET /admin/service-imports/simp_1": { service_import: wrong },
      "POST /admin/service-imports/simp_1/confirm": { service_import: wrong },
    },
  })
  expect(await screen.findByText("Enter an amount such as 1299.50")).toBeTruthy()
  await user.click(await screen.findByRole("button", { name: "Import the others" }))
  expect(await screen.findByText("1 service with wrong lines will not be imported.")).toBeTruthy()
  expect(changesIn(sent)).toEqual([])
  await user.click(screen.getByRole("button", { name: "Import 1 service" }))
  expect(changesIn(sent).map(({ body }) => body)).toEqual([{ skip_wrong: true }])
})

test("a file that can't be used shows every reason", async () => {
  const { user } = openPage(<ServiceImportsPage />, {
    permissions: MAY,
    answers: {
      "GET /admin/service-exports/columns": COLUMNS,
      "GET /admin/service-imports": NONE_YET,
      "POST /admin/service-imports": refusal(400, "Some fields are not valid.", {
        titel: "There is no such column.",
        pries: "Delete it.",
      }),
    },
  })
  const file = new File(["titel"], "services.csv", { type: "text/csv" })
  await user.upload(await screen.findByLabelText("CSV file of services"), file)
  expect(await screen.findByText("titel: There is no such column.")).toBeTruthy()
  expect(screen.getByText("pries: Delete it.")).toBeTruthy()
})

test("staff who may only read export, and are not offered an upload", async () => {
  openPage(<ServiceImportsPage />, {
    permissions: ["service-imports:read"],
    answers: { "GET /admin/service-exports/columns": COLUMNS, "GET /admin/service-imports": NONE_YET },
  })
  expect(await screen.findByText("Identifies the service.")).toBeTruthy()
  expect(screen.getByRole("link", { name: "Export services" })).toHaveProperty(
    "href",
    expect.stringContaining("/admin/service-exports?content=services")
  )
  expect(screen.queryByRole("button", { name: "Upload CSV file" })).toBeNull()
})
