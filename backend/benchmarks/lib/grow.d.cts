type Client = { query: (text: string, values?: unknown[]) => Promise<{ rows: unknown[] }> }

export declare const growCatalog: (client: Client, size: number) => Promise<number>
export declare const growRequests: (client: Client, from: number, to: number) => Promise<void>
