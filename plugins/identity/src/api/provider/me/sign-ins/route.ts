import { handle } from "@atrium/server"

import { routes } from "../../../../contracts"
import { answerSignIns } from "../../../own-sign-ins"

export const GET = handle(routes, "GET /provider/me/sign-ins", answerSignIns)
