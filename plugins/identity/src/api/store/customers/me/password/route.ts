import { handle } from "@atrium/server"

import { routes } from "../../../../../contracts"
import { answerPasswordChange } from "../../../../own-account"

export const POST = handle(routes, "POST /store/customers/me/password", answerPasswordChange)
