// Vendure as the benchmark compares with it: a small shop with its default search and job queue on Postgres. Started with
// VENDURE_DIR (a folder in which @vendure/core and pg are installed), DATABASE_URL of an empty database, and PORT. Serves
// once it is populated.
const { randomBytes } = require("node:crypto")
const { mkdtempSync, rmSync, writeFileSync } = require("node:fs")
const { createRequire } = require("node:module")
const { tmpdir } = require("node:os")
const { join } = require("node:path")

const load = createRequire(join(process.env.VENDURE_DIR, "package.json"))
const {
  bootstrap,
  DefaultJobQueuePlugin,
  DefaultLogger,
  DefaultSearchPlugin,
  dummyPaymentHandler,
  JobQueueService,
  LogLevel,
} = load("@vendure/core")
const { populate } = load("@vendure/core/cli")

const database = new URL(process.env.DATABASE_URL)

const config = {
  apiOptions: {
    port: Number(process.env.PORT),
    hostname: "127.0.0.1",
    adminApiPath: "admin-api",
    shopApiPath: "shop-api",
  },
  authOptions: {
    tokenMethod: ["bearer"],
    requireVerification: false,
    superadminCredentials: { identifier: "benchmark", password: randomBytes(12).toString("hex") },
    cookieOptions: { secret: randomBytes(12).toString("hex") },
  },
  dbConnectionOptions: {
    type: "postgres",
    host: database.hostname,
    port: Number(database.port || 5432),
    username: decodeURIComponent(database.username),
    password: decodeURIComponent(database.password),
    database: database.pathname.slice(1),
    synchronize: true,
    logging: false,
  },
  paymentOptions: { paymentMethodHandlers: [dummyPaymentHandler] },
  logger: new DefaultLogger({ level: LogLevel.Warn }),
  plugins: [DefaultJobQueuePlugin.init({}), DefaultSearchPlugin.init({ bufferUpdates: false, indexStockStatus: true })],
}

const INITIAL = {
  defaultLanguage: "en",
  defaultZone: "Europe",
  countries: [{ name: "Germany", code: "DE", zone: "Europe" }],
  taxRates: [{ name: "Standard", percentage: 18 }],
  shippingMethods: [{ name: "Standard", price: 0 }],
  paymentMethods: [
    {
      name: "Benchmark",
      handler: { code: dummyPaymentHandler.code, arguments: [{ name: "automaticSettle", value: "true" }] },
    },
  ],
  collections: [],
}

const COLUMNS =
  "name,slug,description,assets,facets,optionGroups,optionValues,sku,price,taxCategory,stockOnHand,trackInventory,variantAssets,variantFacets"

/** Twelve products of three variants, as many as the demo shop has services and tiers. */
const products = () => {
  const rows = []
  for (let number = 1; number <= 12; number += 1)
    for (const [index, tier] of ["Starter", "Standard", "Complete"].entries())
      rows.push(
        [
          ...(index === 0
            ? [`Annual product ${number}`, `product-${number}`, "What a customer reads about it.", "", "", "Tier"]
            : ["", "", "", "", "", ""]),
          tier,
          `P-${number}-${index}`,
          `${20 + index}.00`,
          "standard",
          "1000000",
          "true",
          "",
          "",
        ].join(",")
      )
  return [COLUMNS, ...rows, ""].join("\n")
}

const main = async () => {
  const folder = mkdtempSync(join(tmpdir(), "vendure-"))
  const file = join(folder, "products.csv")
  writeFileSync(file, products())
  try {
    await populate(
      async () => {
        const app = await bootstrap(config)
        await app.get(JobQueueService).start()
        return app
      },
      INITIAL,
      file
    )
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

main().catch((error) => {
  process.stderr.write(`${error.stack ?? error}\n`)
  process.exit(1)
})
