import { middlewaresFor, storefrontCors } from "@atrium/server"
import { defineMiddlewares } from "@medusajs/framework/http"

import { routes } from "../contracts"
import "../contributions"
import { activeProvidersOnly, byInvitationOnly, noRenewalForProviders, passwordChangeEndsSignIns } from "./admission"

export default defineMiddlewares({
  routes: [
    storefrontCors("/provider"),
    { matcher: "/auth/provider/:method/register", methods: ["POST"], middlewares: [byInvitationOnly] },
    { matcher: "/auth/token/refresh", methods: ["POST"], middlewares: [noRenewalForProviders] },
    // Core's own matcher, letter by letter: Medusa runs what is more particular first, and this must follow the check.
    { matcher: "/auth/:actor_type/:auth_provider/update", methods: ["POST"], middlewares: [passwordChangeEndsSignIns] },
    ...middlewaresFor(routes, { provider: activeProvidersOnly }),
  ],
})
