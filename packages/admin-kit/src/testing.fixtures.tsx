import { Toaster, TooltipProvider } from "@medusajs/ui"
import { QueryClient, QueryClientProvider } from "@tanstack/react-query"
import { cleanup, render } from "@testing-library/react"
import userEvent from "@testing-library/user-event"
import type { ReactElement } from "react"
import { MemoryRouter, useLocation } from "react-router-dom"

/** What a page sent: `POST /admin/providers` with its query and body. */
export type Sent = { readonly route: string; readonly query: string; readonly body: unknown }

/** What the API answers, by method and path; a function is asked anew for every call. */
export type Answers = Readonly<Record<string, unknown>>

/** An answer outside 200. */
export class Refusal {
  constructor(
    readonly status: number,
    readonly body: object
  ) {}
}

/** The error body of the API. */
export const refusal = (status: number, message: string, details: Readonly<Record<string, string>> = {}): Refusal =>
  new Refusal(status, { code: "test", type: "test", message, details, suggested_action: "", request_id: "r1" })

type Page = {
  readonly sent: readonly Sent[]
  readonly user: ReturnType<typeof userEvent.setup>
  /** Path and query of the address. */
  readonly address: () => string
}

/** Opens a page for a person with these permissions, at an address, against an API that answers with `answers`. */
export const openPage = (
  page: ReactElement,
  { answers = {}, permissions = [], at = "/" }: { answers?: Answers; permissions?: readonly string[]; at?: string } = {}
): Page => {
  cleanup()
  const sent: Sent[] = []
  const known: Answers = { "GET /admin/staff-access": { access: { permissions } }, ...answers }
  globalThis.fetch = async (address, init) => {
    const url = new URL(String(address), "http://shop.test")
    const call = {
      route: `${init?.method ?? "GET"} ${url.pathname}`,
      query: decodeURIComponent(url.search),
      body: typeof init?.body === "string" ? (JSON.parse(init.body) as unknown) : undefined,
    }
    sent.push(call)
    const prepared = known[call.route]
    const answer: unknown = typeof prepared === "function" ? await prepared(call) : prepared
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
  render(
    <QueryClientProvider client={client}>
      <MemoryRouter initialEntries={[at]}>
        <TooltipProvider>
          {page}
          <Toaster />
          <Address />
        </TooltipProvider>
      </MemoryRouter>
    </QueryClientProvider>
  )
  return { sent, user: userEvent.setup({ delay: null }), address: () => decodeURIComponent(place.current) }
}

/** Only the calls that change something. */
export const changesIn = (sent: readonly Sent[]): readonly Sent[] =>
  sent.filter(({ route }) => !route.startsWith("GET"))
