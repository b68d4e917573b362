import { handle } from "@atrium/server"

import { routes } from "../../../../../../../contracts"
import { answerEndSignIn } from "../../../../../../own-sign-ins"

export const POST = handle(routes, "POST /store/customers/me/sign-ins/:id/end", answerEndSignIn)
