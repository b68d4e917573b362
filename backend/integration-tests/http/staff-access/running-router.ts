import { subscribe, unsubscribe } from "node:diagnostics_channel"
import type { Server } from "node:http"

type Layer = {
  match(path: string): boolean
  route?: { path: string; stack: { method: string; handle: { name: string } }[] }
}
type Application = { _router: { stack: Layer[] } }

const isApplication = (value: object): value is Application => "_router" in value

/** The Express application of this process, found by a request to it. */
const applicationAt = async (baseUrl: string): Promise<Application> => {
  let found: Application | undefined
  const listener = (message: unknown) => {
    for (const app of (message as { server: Server }).server.listeners("request")) if (isApplication(app)) found ??= app
  }
  subscribe("http.server.request.start", listener)
  await fetch(`${baseUrl}/health`)
  unsubscribe("http.server.request.start", listener)
  if (!found) throw new Error("The application was not found")
  return found
}

export type RunningRoute = { method: string; path: string }

/** Every route of the running application, and which one Express chooses for a request. */
export const runningRouter = async (baseUrl: string) => {
  const routes = (await applicationAt(baseUrl))._router.stack.flatMap((layer) =>
    (layer.route?.stack ?? [])
      // Middleware of a route is a layer of its own with the same path; a handler bears the name of its method.
      .filter(({ method, handle }) => handle.name === method.toUpperCase())
      .map(({ method }) => ({ method: method.toUpperCase(), path: String(layer.route?.path), layer }))
  )
  const chosen = (method: string, path: string): string | undefined =>
    routes.find((route) => route.method === method && route.layer.match(path))?.path
  return { routes: routes.map(({ method, path }): RunningRoute => ({ method, path })), chosen }
}

/** The part of it below /admin. */
export const adminRouter = async (baseUrl: string) => {
  const { routes, chosen } = await runningRouter(baseUrl)
  return { routes: routes.filter(({ path }) => path.startsWith("/admin")), chosen }
}
