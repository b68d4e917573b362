type Client = { query: (text: string) => Promise<{ rows: unknown[] }> }
type Reader = "staff" | "customer" | "affiliate" | "provider"

export declare const SIGN_INS: Readonly<Record<Reader, readonly [actor: string, email: string]>>
export declare const readerOf: (path: string) => Reader
export declare const listPaths: (
  client: Client
) => Promise<{ lists: { route: string; path: string; queries: string[] }[]; pages: string[] }>
