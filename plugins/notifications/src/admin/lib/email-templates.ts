import { useRoute } from "@atrium/admin-kit"

import { routes } from "../../contracts/routes"

export const useEmailTemplates = () => useRoute(routes, "GET /admin/email-templates", {})

export const useEmailPreview = (name: string) =>
  useRoute(routes, "GET /admin/email-templates/:name", { params: { name } })
