import type { CallInput } from "@atrium/client"
import { splitRouteKey, type RouteResult, type TypedRouteTable } from "@atrium/kernel"
import { toast } from "@medusajs/ui"
import {
  keepPreviousData,
  useMutation,
  type UseMutationResult,
  useQuery,
  useQueryClient,
  type UseQueryResult,
} from "@tanstack/react-query"
import type { ReactNode } from "react"
import { z } from "zod"

import { callMedusa, callRoute, messageOf } from "./client"

/** `GET /admin/commissions/:id` reads `commissions`: a change names what it makes out of date by this word. */
const resourceOf = (key: string): string => splitRouteKey(key).path.split("/")[2] ?? key

export type ReadOptions = {
  /** Default: true. */
  readonly enabled?: boolean
  /** Reads again every so many milliseconds while the page is open. */
  readonly refreshMs?: number
}

/** Asks for a page of a list. */
const isPage = (input: object): boolean =>
  "query" in input && typeof input.query === "object" && input.query !== null && "offset" in input.query

/** Reads a route. A list keeps showing the previous page while the next one loads; a record never shows another one. */
export const useRoute = <T, K extends keyof T & string>(
  table: TypedRouteTable<T>,
  key: K,
  input: CallInput<T[K]>,
  { enabled = true, refreshMs }: ReadOptions = {}
): UseQueryResult<RouteResult<T[K]>> =>
  useQuery({
    queryKey: [resourceOf(key), key, input],
    queryFn: () => callRoute(table, key, input),
    enabled,
    ...(isPage(input) ? { placeholderData: keepPreviousData } : {}),
    ...(refreshMs ? { refetchInterval: refreshMs } : {}),
  })

export type ChangeOptions<V, A> = {
  readonly send: (values: V) => Promise<A>
  /** Resources that the change makes out of date: `["affiliates"]`. */
  readonly refresh: readonly string[]
  /** The toast after a success. */
  readonly done?: string | ((answer: A, values: V) => string)
  /** The toast's title after a failure, whose reason stands below it. A form shows its failures itself and has none. */
  readonly failed?: string
}

/** Sends a change and reads again what it concerns: also after a refusal, for then what is shown is out of date. */
export const useChange = <V = void, A = unknown>({
  send,
  refresh,
  done,
  failed,
}: ChangeOptions<V, A>): UseMutationResult<A, Error, V> => {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: send,
    onSuccess: (answer, values) => {
      if (done) toast.success(typeof done === "function" ? done(answer, values) : done)
    },
    onError: (error) => {
      if (failed) toast.error(failed, { description: messageOf(error) })
    },
    onSettled: () => Promise.all(refresh.map((resource) => queryClient.invalidateQueries({ queryKey: [resource] }))),
  })
}

const OwnAccess = z.object({
  access: z.object({ permissions: z.array(z.string()), hidden_pages: z.array(z.string()).default([]) }),
})

/** What the signed-in person may do and see; undefined until it is known. All pages share the one request. */
export const useOwnAccess = () =>
  useQuery({
    queryKey: ["staff-access", "own"],
    queryFn: () => callMedusa({ method: "GET", path: "/admin/staff-access", response: OwnAccess }),
  }).data?.access

export const useMay = (permission: string): boolean => useOwnAccess()?.permissions.includes(permission) === true

/** Shows what a person's role permits, and nothing in its place when it does not. */
export const IfMay = ({ permission, children }: { permission: string; children: ReactNode }) =>
  useMay(permission) ? children : null
