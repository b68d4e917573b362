type Parameters = Readonly<Record<string, string | undefined>>

const withQuery = (path: string, parameters: Parameters): string => {
  const given = Object.entries(parameters).filter((entry): entry is [string, string] => Boolean(entry[1]))
  const query = new URLSearchParams(given).toString()
  return query ? `${path}?${query}` : path
}

/** Where a visitor chooses a time for a service. */
export const slotsPath = (handle: string, parameters: Parameters = {}): string =>
  withQuery(`/services/${handle}/consultation`, parameters)

/** The page of one consultation, for the holder of its link. */
export const consultationPath = (id: string, parameters: Parameters): string =>
  withQuery(`/consultations/${encodeURIComponent(id)}`, parameters)

/** Where the holder of the link chooses another time. */
export const movePath = (id: string, parameters: Parameters): string =>
  withQuery(`/consultations/${encodeURIComponent(id)}/move`, parameters)
