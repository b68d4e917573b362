type Client = { query: (text: string) => Promise<{ rows: unknown[] }> }
type Account = readonly [actor: "user" | "customer" | "provider", email: string]
type Reader = "staff" | "customer" | "affiliate" | "provider"

export declare const SIGN_INS: Readonly<Record<Reader, Account>>
export declare const readerOf: (path: string) => Reader
export declare const listPaths: (
  client: Client
) => Promise<{ lists: { route: string; path: string; queries: string[] }[]; pages: string[] }>
