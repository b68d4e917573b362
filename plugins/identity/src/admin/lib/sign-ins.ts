import { callRoute, useChange, useRoute } from "@atrium/admin-kit"
import type { z } from "zod"

import type { ChangePassword } from "../../contracts/account"
import { routes } from "../../contracts/routes"

/** The resource of the list: `/admin/users/me/sign-ins`. */
const CHANGED = ["users"]
const FAILED = "The device was not signed out"

/** Where the signed-in staff member is signed in, the last used first. */
export const useSignIns = () => useRoute(routes, "GET /admin/users/me/sign-ins", {})

export const useEndSignIn = () =>
  useChange({
    send: (id: string) => callRoute(routes, "POST /admin/users/me/sign-ins/:id/end", { params: { id }, body: {} }),
    refresh: CHANGED,
    done: "Device signed out",
    failed: FAILED,
  })

export const useEndOtherSignIns = () =>
  useChange({
    send: () => callRoute(routes, "POST /admin/users/me/sign-ins/end-others", { body: { except: "current" } }),
    refresh: CHANGED,
    done: "All other devices signed out",
    failed: "The other devices were not signed out",
  })

/** For a form, which shows failures itself. Ends every other sign-in. */
export const useChangePassword = () =>
  useChange({
    send: (body: z.input<typeof ChangePassword>) => callRoute(routes, "POST /admin/users/me/password", { body }),
    refresh: CHANGED,
  })
