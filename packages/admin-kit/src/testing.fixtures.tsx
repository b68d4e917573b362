import { Toaster, TooltipProvider } from "@medusajs/ui"
import { QueryClient, QueryClientProvider } from "@tanstack/react-query"
import { cleanup, configure, fireEvent, render } from "@testing-library/react"
import userEvent, { PointerEventsCheckLevel } from "@testing-library/user-event"
import type { ReactElement } from "react"
import { createMemoryRouter, RouterProvider, useLocation } from "react-router-dom"

// A second, the default, is too short where other work keeps the processor busy.
configure({ asyncUtilTimeout: 4000 })

/** A call that a page made: `POST /admin/providers` with its query and body; of a form with files, its fields. */
export type Sent = { readonly route: string; readonly query: string; readonly body: unknown }

/** Responses by method and path. A function is called for every request. */
export type Answers = Readonly<Record<string, unknown>>

const parse = (text: string): unknown => JSON.parse(text)

const bodyOf = (body: BodyInit | null | undefined): unknown => {
  if (body instanceof FormData) return Object.fromEntries(body)
  return typeof body === "string" ? parse(body) : undefined
}

type Responder = (call: Sent) => unknown

const isResponder = (answer: unknown): answer is Responder => typeof answer === "function"

/** A response with an error status. */
export class Refusal {
  constructor(
    readonly status: number,
    readonly body: object
  ) {}
}

/** A response with the API's error body. */
export const refusal = (status: number, message: string, details: Readonly<Record<string, string>> = {}): Refusal =>
  new Refusal(status, { code: "test", type: "test", message, details, suggested_action: "", request_id: "r1" })

type Page = {
  readonly sent: readonly Sent[]
  readonly user: ReturnType<typeof userEvent.setup>
  /** Path and query of the current URL. */
  readonly address: () => string
}

/** Opens a page for a user with these permissions, at a URL, against an API that responds with `answers`. */
export const openPage = (
  page: ReactElement,
  { answers = {}, permissions = [], at = "/" }: { answers?: Answers; permissions?: readonly string[]; at?: string } = {}
): Page => {
  cleanup()
  // Medusa's prompt is a React root of its own, which `cleanup` can't unmount: closes one that a failed test left open.
  fireEvent.keyDown(document, { key: "Escape" })
  const sent: Sent[] = []
  const known: Answers = { "GET /admin/staff-access": { access: { permissions } }, ...answers }
  globalThis.fetch = async (address, init) => {
    const url = new URL(String(address), "http://shop.test")
    const call: Sent = {
      route: `${init?.method ?? "GET"} ${url.pathname}`,
      query: decodeURIComponent(url.search),
      body: bodyOf(init?.body),
    }
    sent.push(call)
    const prepared = known[call.route]
    const answer: unknown = isResponder(prepared) ? await prepared(call) : prepared
    if (answer instanceof Refusal) return Response.json(answer.body, { status: answer.status })
    if (answer === undefined) return Response.json({ message: `No answer for ${call.route}` }, { status: 404 })
    return Response.json(answer)
  }
  const place = { current: at }
  const Address = () => {
    const { pathname, search } = useLocation()
    place.current = pathname + search
    return null
  }
  const client = new QueryClient({ defaultOptions: { queries: { retry: false, gcTime: Infinity } } })
  // A data router, as in Medusa's Admin: forms block navigation through it.
  const router = createMemoryRouter(
    [
      {
        path: "*",
        element: (
          <TooltipProvider>
            {page}
            <Toaster />
            <Address />
          </TooltipProvider>
        ),
      },
    ],
    { initialEntries: [at] }
  )
  render(
    <QueryClientProvider client={client}>
      <RouterProvider router={router} />
    </QueryClientProvider>
  )
  // Without the check of `pointer-events`: Radix enables the buttons of a prompt only a moment after it appears.
  const user = userEvent.setup({ delay: null, pointerEventsCheck: PointerEventsCheckLevel.Never })
  return { sent, user, address: () => decodeURIComponent(place.current) }
}

/** Calls that change something. */
export const changesIn = (sent: readonly Sent[]): readonly Sent[] =>
  sent.filter(({ route }) => !route.startsWith("GET"))
