import { handle } from "@atrium/server"

import { routes } from "../../../../../contracts"
import { answerSignIns } from "../../../../own-sign-ins"

export const GET = handle(routes, "GET /admin/users/me/sign-ins", answerSignIns)
