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

/** The resource that a route reads: `commissions` for `GET /admin/commissions/:id`. Changes name what to refresh by it. */
const resourceOf = (key: string): string => splitRouteKey(key).path.split("/")[2] ?? key

export type ReadOptions = {
  /** Default: true. */
  readonly enabled?: boolean
  /** How often to refresh while the page is open. Default: never. */
  readonly refreshMs?: number
}

/** Whether a query reads a page of a list. */
const isPage = (input: object): boolean =>
  "query" in input && typeof input.query === "object" && input.query !== null && "offset" in input.query

/** Reads a route. A list keeps showing the previous page while the next one loads; a record never shows another record. */
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
  /** Resources to refresh after the change: `["affiliates"]`. */
  readonly refresh: readonly string[]
  /** The toast after a success. */
  readonly done?: string | ((answer: A, values: V) => string)
  /** The title of the toast after a failure; the reason appears below it. Leave it out in a form, which shows failures itself. */
  readonly failed?: string
}

/** Sends a change and refreshes what it affects, even after a refusal, which can mean that the page is out of date. */
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

/** What the signed-in user may do and see; undefined while loading. All pages share one request. */
export const useOwnAccess = () =>
  useQuery({
    queryKey: ["staff-access", "own"],
    queryFn: () => callMedusa({ method: "GET", path: "/admin/staff-access", response: OwnAccess }),
  }).data?.access

export const useMay = (permission: string): boolean => useOwnAccess()?.permissions.includes(permission) === true

/** Shows its children only if the user's role has the permission. */
export const IfMay = ({ permission, children }: { permission: string; children: ReactNode }) =>
  useMay(permission) ? children : null
