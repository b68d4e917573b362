import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from "prom-client"

/** One registry per process, even if this module is loaded twice. */
const SLOT = Symbol.for("atrium.server.metrics")
type Metrics = {
  registry: Registry
  requests: Histogram<"method" | "area" | "status">
  errors: Counter<"category">
  work: Counter<"kind" | "outcome">
  mail: Counter<"outcome">
  payments: Counter<"outcome">
  waiting: Gauge<"line">
  serviceDown: Gauge<"service">
}
const holder = globalThis as typeof globalThis & { [SLOT]?: Metrics }

const create = (): Metrics => {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry, prefix: "atrium_" })
  const registers = [registry]
  return {
    registry,
    requests: new Histogram({
      name: "atrium_http_request_seconds",
      help: "Response time by method, first two segments of the route and status class",
      labelNames: ["method", "area", "status"],
      buckets: [0.005, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 3, 10],
      registers,
    }),
    errors: new Counter({
      name: "atrium_errors_total",
      help: "Failures by category",
      labelNames: ["category"],
      registers,
    }),
    work: new Counter({
      name: "atrium_work_items_total",
      help: "Attempts of work items",
      labelNames: ["kind", "outcome"],
      registers,
    }),
    mail: new Counter({ name: "atrium_mails_total", help: "Emails by outcome", labelNames: ["outcome"], registers }),
    payments: new Counter({
      name: "atrium_payments_total",
      help: "Payments by outcome",
      labelNames: ["outcome"],
      registers,
    }),
    waiting: new Gauge({
      name: "atrium_waiting_requests",
      help: "Requests that wait for their turn, by line",
      labelNames: ["line"],
      registers,
    }),
    serviceDown: new Gauge({
      name: "atrium_outside_service_down",
      help: "1 while a service outside the shop counts as down and is not called, by service",
      labelNames: ["service"],
      registers,
    }),
  }
}

/** The process's metrics. */
export const metrics = (): Metrics => (holder[SLOT] ??= create())

/** `area` has few values (see `areaOf`), because every label value is a series that lives as long as the process. */
export const observeRequest = (method: string, area: string, status: number, seconds: number): void => {
  metrics()
    .requests.labels(method, area, `${Math.floor(status / 100)}xx`)
    .observe(seconds)
  if (status >= 500) metrics().errors.labels("http_5xx").inc()
}
