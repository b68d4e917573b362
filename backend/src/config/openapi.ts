import type { RouteRow, RouteTable } from "@atrium/kernel"
import { z } from "zod"

const ErrorShape = z.object({
  code: z.string(),
  type: z.string(),
  message: z.string(),
  details: z.record(z.string(), z.string()).optional(),
  retryable: z.boolean(),
  suggested_action: z.string(),
  request_id: z.string(),
})

type JsonSchema = Record<string, unknown>

const schemaOf = (schema: z.ZodType, io: "input" | "output"): JsonSchema => {
  const { $schema: _ignored, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: "any", target: "draft-2020-12" })
  return rest
}

const parametersOf = (schema: z.ZodObject | undefined, place: "path" | "query") => {
  if (!schema) return []
  const { properties = {}, required = [] } = schemaOf(schema, "input") as {
    properties?: Record<string, JsonSchema>
    required?: string[]
  }
  return Object.entries(properties).map(([name, schema]) => ({
    name,
    in: place,
    required: place === "path" || required.includes(name),
    schema,
  }))
}

const SECURITY: Readonly<Record<RouteRow["actor"], ReadonlyArray<Record<string, string[]>>>> = {
  anyone: [],
  customer: [{ customerToken: [] }],
  staff: [{ staffToken: [] }, { secretKey: [] }],
  provider: [{ providerToken: [] }],
  gateway: [{ gatewaySignature: [] }],
  gateway_dashboard: [{ gatewaySecret: [] }],
  operator: [{ metricsToken: [] }],
}

const FILE_FORM: JsonSchema = {
  type: "object",
  properties: { file: { type: "string", contentMediaType: "application/octet-stream" } },
  required: ["file"],
  additionalProperties: false,
}

const operationOf = (context: string, row: RouteRow) => ({
  tags: [context],
  summary: row.summary,
  ...(row.owner ? { description: `Owner: ${row.owner}.` } : {}),
  operationId: `${row.method.toLowerCase()}${row.path.replace(/[^A-Za-z0-9]+(.)?/g, (_all, next: string | undefined) => (next ?? "").toUpperCase())}`,
  security: SECURITY[row.actor],
  parameters: [...parametersOf(row.params, "path"), ...parametersOf(row.query, "query")],
  ...(row.body
    ? { requestBody: { required: true, content: { "application/json": { schema: schemaOf(row.body, "input") } } } }
    : {}),
  ...(row.upload ? { requestBody: { required: true, content: { "multipart/form-data": { schema: FILE_FORM } } } } : {}),
  responses: {
    ...Object.fromEntries(
      Object.entries(row.response).map(([status, schema]) => [
        status,
        { description: "Answer", content: { "application/json": { schema: schemaOf(schema, "output") } } },
      ])
    ),
    default: {
      description: ["Error", ...row.errors].join(", "),
      content: { "application/json": { schema: { $ref: "#/components/schemas/Error" } } },
    },
  },
})

const bearer = { type: "http", scheme: "bearer" }

/** Builds the OpenAPI 3.1 document of route tables; a pure function, so that it can be tested without a server. */
export const openApiDocument = (tables: readonly RouteTable[], serverUrl: string) => {
  const paths: Record<string, Record<string, unknown>> = {}
  for (const { context, routes } of tables)
    for (const row of routes) {
      const path = row.path.replace(/:(\w+)/g, "{$1}")
      paths[path] = { ...paths[path], [row.method.toLowerCase()]: operationOf(context, row) }
    }
  return {
    openapi: "3.1.0" as const,
    info: {
      title: "Atrium",
      version: "0.1.0",
      description: "Routes that Atrium adds to Medusa's Store and Admin API.",
    },
    servers: [{ url: serverUrl }],
    paths,
    components: {
      schemas: { Error: schemaOf(ErrorShape, "output") },
      securitySchemes: {
        customerToken: bearer,
        staffToken: bearer,
        providerToken: bearer,
        secretKey: { type: "http", scheme: "basic" },
        gatewaySecret: bearer,
        metricsToken: bearer,
        gatewaySignature: { type: "apiKey", in: "header", name: "X-Sandbox-Signature" },
      },
    },
  }
}
