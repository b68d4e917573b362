/** What a test sees of an answer. `body` is parsed JSON where the answer is JSON, else its text. */
export type ApiAnswer<T = Record<string, unknown>> = { status: number; body: T; headers: Headers }

export type RawRequest = {
  headers?: Record<string, string>
  body?: unknown
  rawBody?: string | Uint8Array<ArrayBuffer>
}

/** A thin client over fetch that never throws on a status: tests look at it. */
export type ApiClient = {
  raw<T = Record<string, unknown>>(method: string, path: string, request?: RawRequest): Promise<ApiAnswer<T>>
  store: Caller
  admin: Caller
  /** Requests of a signed-in customer. */
  customer(token: string): Caller
  /** Requests of a signed-in provider; without a token those of a stranger at the portal's door. */
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

/** The body of a successful answer; throws with what the shop said when it refused. */
export const ok = <T>({ status, body }: Pick<ApiAnswer<T>, "status" | "body">): T => {
  if (status >= 300) throw new Error(`Refused with ${status}: ${JSON.stringify(body)}`)
  return body
}

/** `always` are headers that go with every request, e.g. the address a proxy says a shopper comes from. */
export const createApiClient = (
  baseUrl: () => string,
  keys: () => { publishable: string; admin: string },
  always: Record<string, string> = {}
): ApiClient => {
  // As a browser would: the secret of a cart it made, also for the payment it began for that cart.
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
