/** A response as tests see it. `body` is the parsed JSON, or text if the response is not JSON. */
export type ApiAnswer<T = Record<string, unknown>> = { status: number; body: T; headers: Headers }

export type RawRequest = {
  headers?: Record<string, string>
  body?: unknown
  rawBody?: string | Uint8Array<ArrayBuffer>
}

/** A thin client over fetch that never throws because of a status, so that tests can check it. */
export type ApiClient = {
  raw<T = Record<string, unknown>>(method: string, path: string, request?: RawRequest): Promise<ApiAnswer<T>>
  store: Caller
  admin: Caller
  /** Requests of a signed-in customer. */
  customer(token: string): Caller
  /** Requests of a signed-in provider; without a token, unauthenticated ones. */
  provider(token?: string): Caller
}

export type Caller = {
  get<T = Record<string, unknown>>(path: string, headers?: Record<string, string>): Promise<ApiAnswer<T>>
  post<T = Record<string, unknown>>(
    path: string,
    body?: unknown,
    headers?: Record<string, string>
  ): Promise<ApiAnswer<T>>
  delete<T = Record<string, unknown>>(path: string, headers?: Record<string, string>): Promise<ApiAnswer<T>>
}

/** The body of a successful response; throws with the error body otherwise. */
export const ok = <T>({ status, body }: Pick<ApiAnswer<T>, "status" | "body">): T => {
  if (status >= 300) throw new Error(`Refused with ${status}: ${JSON.stringify(body)}`)
  return body
}

/** `always`: headers of every request, e.g. the shopper's address that a proxy reports. */
export const createApiClient = (
  baseUrl: () => string,
  keys: () => { publishable: string; admin: string },
  always: Record<string, string> = {}
): ApiClient => {
  // Keeps the secret of each cart it created, as the storefront does, and sends it for the cart's payment too.
  const secrets = new Map<string, string>()
  const secretFor = (text: string): string | undefined =>
    text.match(/(?:cart|pay_col)_\w+/g)?.flatMap((id) => secrets.get(id) ?? [])[0]
  const remember = (secret: string | null | undefined, body: unknown): void => {
    if (!secret || typeof body !== "object" || body === null) return
    const { cart, payment_collection } = body as Record<string, { id?: string } | undefined>
    for (const made of [cart, payment_collection]) if (made?.id) secrets.set(made.id, secret)
  }
  const raw = async <T>(
    method: string,
    path: string,
    { headers = {}, body, rawBody }: RawRequest = {}
  ): Promise<ApiAnswer<T>> => {
    const payload = rawBody ?? (body === undefined ? undefined : JSON.stringify(body))
    const secret = secretFor(path + (body === undefined ? "" : JSON.stringify(body)))
    const response = await fetch(baseUrl() + path, {
      method,
      headers: {
        ...always,
        ...(body === undefined ? {} : { "content-type": "application/json" }),
        ...(secret === undefined ? {} : { "x-cart-token": secret }),
        ...headers,
      },
      ...(payload === undefined ? {} : { body: payload }),
      redirect: "manual",
    })
    const text = await response.text()
    const json = (response.headers.get("content-type") ?? "").includes("json")
    const answer: unknown = json && text ? JSON.parse(text) : text
    remember(response.headers.get("x-cart-token") ?? secret, answer)
    return { status: response.status, headers: response.headers, body: answer as T }
  }
  const caller = (own: () => Record<string, string>): Caller => ({
    get: (path, headers) => raw("GET", path, { headers: { ...own(), ...headers } }),
    post: (path, body, headers) => raw("POST", path, { headers: { ...own(), ...headers }, body: body ?? {} }),
    delete: (path, headers) => raw("DELETE", path, { headers: { ...own(), ...headers } }),
  })
  const publishable = () => ({ "x-publishable-api-key": keys().publishable })
  return {
    raw,
    store: caller(publishable),
    admin: caller(() => ({ authorization: `Bearer ${keys().admin}` })),
    customer: (token) => caller(() => ({ ...publishable(), authorization: `Bearer ${token}` })),
    provider: (token) =>
      caller((): Record<string, string> => (token === undefined ? {} : { authorization: `Bearer ${token}` })),
  }
}
