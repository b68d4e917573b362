import { handle } from "@atrium/server"

import { routes } from "../../../../../../contracts"
import { answerEndOtherSignIns } from "../../../../../own-sign-ins"

export const POST = handle(routes, "POST /admin/users/me/sign-ins/end-others", answerEndOtherSignIns)
