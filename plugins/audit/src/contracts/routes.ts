import { defineRoutes } from "@atrium/kernel"

export const routes = defineRoutes("audit", [])
