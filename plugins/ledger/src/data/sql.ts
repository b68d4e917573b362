import { column } from "@atrium/server"

export const instant = column.timestamp.transform((moment) => moment.toISOString())
