import { middlewaresFor, storefrontCors } from "@atrium/server"
import { defineMiddlewares } from "@medusajs/framework/http"

import { routes } from "../contracts"
import { activeProvidersOnly, byInvitationOnly, noRenewalForProviders, passwordChangeEndsSignIns } from "./admission"

export default defineMiddlewares({
  routes: [
    storefrontCors("/provider"),
    { matcher: "/auth/provider/:method/register", methods: ["POST"], middlewares: [byInvitationOnly] },
    { matcher: "/auth/token/refresh", methods: ["POST"], middlewares: [noRenewalForProviders] },
    { matcher: "/auth/:actor/emailpass/update", methods: ["POST"], middlewares: [passwordChangeEndsSignIns] },
    ...middlewaresFor(routes, { provider: activeProvidersOnly }),
  ],
})
