import { defineRouteTable, listOf, orderQuery, pageQuery } from "@atrium/kernel"
import { createDataTableColumnHelper, createDataTableFilterHelper } from "@medusajs/ui"
import { screen, waitFor, within } from "@testing-library/react"
import { useState } from "react"
import { useNavigate } from "react-router-dom"
import { z } from "zod"

import { ListTable, useListState, useRoute } from "."
import { openPage, refusal } from "./testing.fixtures"

const Thing = z.strictObject({ id: z.string(), name: z.string(), status: z.string() })
const Query = z.strictObject({
  q: z.string().optional(),
  status: listOf(z.enum(["new", "old"])).optional(),
  order: orderQuery(["created_at", "name"], "-created_at"),
  ...pageQuery,
})
const routes = defineRouteTable("things", {
  "GET /admin/things": {
    actor: "staff",
    owner: null,
    rateLimit: "admin",
    summary: "Things",
    query: Query,
    response: { 200: z.strictObject({ things: z.array(Thing), count: z.number() }) },
    errors: [],
  },
  "GET /admin/things/:id": {
    actor: "staff",
    owner: null,
    rateLimit: "admin",
    summary: "A thing",
    params: z.strictObject({ id: z.string() }),
    response: { 200: z.strictObject({ thing: Thing }) },
    errors: [],
  },
})

const column = createDataTableColumnHelper<z.infer<typeof Thing>>()
const columns = [
  column.accessor("name", { header: "Name", enableSorting: true, sortLabel: "Name" }),
  column.accessor("status", { header: "Status" }),
]
const filters = [
  createDataTableFilterHelper<z.infer<typeof Thing>>().accessor("status", {
    type: "multiselect",
    label: "Status",
    options: [{ value: "new", label: "New" }],
  }),
]

const Things = () => {
  const navigate = useNavigate()
  const list = useListState({ query: Query, order: "-created_at", filters: ["status"] })
  const things = useRoute(routes, "GET /admin/things", { query: list.query })
  return (
    <ListTable
      title="Things"
      list={list}
      loaded={{ ...things, rows: things.data?.things }}
      columns={columns}
      filters={filters}
      searchFor="Name"
      empty={{ heading: "No things yet", description: "Things appear here." }}
      onOpen={(id) => navigate(`/things/${id}`)}
    />
  )
}

const FORTY = {
  things: Array.from({ length: 4 }, (_, index) => ({ id: `t${index}`, name: `Thing ${index}`, status: "new" })),
  count: 40,
}

test("a list keeps its search, order and page in the URL", async () => {
  const { user, sent, address } = openPage(<Things />, { answers: { "GET /admin/things": FORTY } })
  await screen.findByText("Thing 3")
  expect(sent.at(-1)?.query).toBe("?order=-created_at&limit=20&offset=0")
  await user.click(screen.getByRole("button", { name: /next/i }))
  await waitFor(() => expect(address()).toBe("/?offset=20"))
  // A new search starts on the first page.
  await user.type(screen.getByPlaceholderText("Name"), "tax")
  await waitFor(() => expect(address()).toBe("/?q=tax"))
  await user.click(screen.getByRole("button", { name: "Name" }))
  await waitFor(() => expect(address()).toBe("/?q=tax&order=name"))
  await waitFor(() => expect(sent.at(-1)?.query).toBe("?q=tax&order=name&limit=20&offset=0"))
})

test("a link to a list restores its search, filters, order and page", async () => {
  const { sent } = openPage(<Things />, {
    answers: { "GET /admin/things": FORTY },
    at: `/?q=tax&order=-name&offset=20&status=${encodeURIComponent('["new"]')}`,
  })
  await screen.findByText("Thing 3")
  expect(sent.filter(({ route }) => route === "GET /admin/things").map(({ query }) => query)).toEqual([
    "?q=tax&order=-name&status=new&limit=20&offset=20",
  ])
  expect(screen.getByPlaceholderText("Name")).toHaveProperty("value", "tax")
})

test("parameters of the URL that the route would reject are left out", async () => {
  const { sent } = openPage(<Things />, {
    answers: { "GET /admin/things": FORTY },
    at: `/?order=nonsense&offset=-7&status=${encodeURIComponent('["strange"]')}`,
  })
  await screen.findByText("Thing 3")
  expect(sent.find(({ route }) => route === "GET /admin/things")?.query).toBe("?limit=20&offset=0")
})

test("a click on a row opens its record", async () => {
  const { user, address } = openPage(<Things />, { answers: { "GET /admin/things": FORTY } })
  await user.click(await screen.findByText("Thing 3"))
  expect(address()).toBe("/things/t3")
})

test("an empty list explains what appears there, and a search without results suggests changing it", async () => {
  const answers = { "GET /admin/things": { things: [], count: 0 } }
  openPage(<Things />, { answers })
  expect(await screen.findByText("No things yet")).toBeTruthy()
  openPage(<Things />, { answers, at: "/?q=tax" })
  expect(await screen.findByText("No results")).toBeTruthy()
})

test("a list that couldn't be loaded shows the reason, and loads when the user tries again", async () => {
  let down = true
  const { user } = openPage(<Things />, {
    answers: { "GET /admin/things": () => (down ? refusal(500, "Something went wrong.") : FORTY) },
  })
  const alert = await screen.findByRole("alert")
  expect(alert.textContent).toContain("Things could not be loaded. Something went wrong.")
  down = false
  await user.click(within(alert).getByRole("button", { name: "Try again" }))
  expect(await screen.findByText("Thing 3")).toBeTruthy()
})

test("a list that the user's role doesn't allow shows the reason without a retry button", async () => {
  openPage(<Things />, { answers: { "GET /admin/things": refusal(403, "You don't have permission to do this.") } })
  expect((await screen.findByRole("alert")).textContent).toBe("You don't have permission to do this.")
  expect(screen.queryByRole("button", { name: "Try again" })).toBeNull()
})

const Shown = ({ id }: { id: string }) => {
  const { data } = useRoute(routes, "GET /admin/things/:id", { params: { id } })
  return <p>{data ? data.thing.name : "Loading"}</p>
}

const Records = () => {
  const [id, setId] = useState("t1")
  return (
    <>
      <Shown id={id} />
      <button onClick={() => setId("t2")}>Next</button>
    </>
  )
}

test("a record never shows data of the previous record", async () => {
  const { user } = openPage(<Records />, {
    answers: {
      "GET /admin/things/t1": { thing: { id: "t1", name: "First", status: "new" } },
      "GET /admin/things/t2": () => new Promise(() => undefined),
    },
  })
  await screen.findByText("First")
  await user.click(screen.getByRole("button", { name: "Next" }))
  expect(screen.getByText("Loading")).toBeTruthy()
})

const wide = [
  ...columns,
  ...["Due", "Provider", "Customer"].map((header) =>
    column.accessor(() => `${header} of it`, { id: header.toLowerCase(), header })
  ),
]

const WideThings = () => {
  const list = useListState({ query: Query, order: "-created_at" })
  const things = useRoute(routes, "GET /admin/things", { query: list.query })
  return (
    <ListTable
      title="Things"
      list={list}
      loaded={{ ...things, rows: things.data?.things }}
      columns={wide}
      empty={{ heading: "No things yet", description: "Things appear here." }}
      actions={<button>New</button>}
    />
  )
}

const shownColumns = () => screen.getAllByRole("columnheader").map(({ textContent }) => textContent)

test("the columns of a wide list can be hidden, all but the first, and stay hidden after a reload", async () => {
  localStorage.clear()
  const answers = { "GET /admin/things": FORTY }
  const { user } = openPage(<WideThings />, { answers })
  await screen.findByText("Thing 3")
  expect(shownColumns()).toEqual(["Name", "Status", "Due", "Provider", "Customer"])
  // The first sorts.
  const [, menu] = screen.getAllByRole("button")
  if (!menu) throw new Error("There is no menu of columns")
  await user.click(menu)
  const choices = (await screen.findAllByRole("menuitem")).map(({ textContent }) => textContent)
  expect(choices).toEqual(["Toggle all", "Status", "Due", "Provider", "Customer"])
  await user.click(screen.getByRole("menuitem", { name: "Provider" }))
  await waitFor(() => expect(screen.queryAllByText("Provider of it")).toEqual([]))
  openPage(<WideThings />, { answers })
  await screen.findByText("Thing 3")
  expect(shownColumns()).toEqual(["Name", "Status", "Due", "Customer"])
})

test("what the browser keeps of another version of the list, or can't read, hides nothing", async () => {
  for (const kept of ["{", '{"name":true}', '["name","gone"]']) {
    localStorage.setItem("atrium-hidden-columns:name,status,due,provider,customer", kept)
    openPage(<WideThings />, { answers: { "GET /admin/things": FORTY } })
    await screen.findByText("Thing 3")
    expect(shownColumns()).toEqual(["Name", "Status", "Due", "Provider", "Customer"])
  }
  localStorage.clear()
})

test("a list with few columns has no menu of columns", async () => {
  const { user } = openPage(<Things />, { answers: { "GET /admin/things": FORTY } })
  await screen.findByText("Thing 3")
  for (const button of screen.getAllByRole("button").filter(({ textContent }) => !textContent)) {
    await user.click(button)
    expect(screen.queryByText("Toggle columns")).toBeNull()
    await user.keyboard("{Escape}")
  }
})
