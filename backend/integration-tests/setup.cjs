// Environment of every suite that starts the whole application. Database host and port come from scripts/test.mjs.
process.env.NODE_ENV = "test"
process.env.ATRIUM_PLUGINS_FROM = "source"
process.env.ATRIUM_DISABLE_ADMIN = "1"
process.env.MEDUSA_DISABLE_TELEMETRY = "true"
process.env.ATRIUM_RATE_LIMIT_FACTOR ??= "1000"
process.env.LOG_LEVEL ??= "error"
process.env.DB_HOST ??= "localhost"
process.env.DB_PORT ??= "5433"
process.env.DB_USERNAME ??= "postgres"
process.env.DB_PASSWORD ??= "postgres"
process.env.DATABASE_URL ??= `postgres://${process.env.DB_USERNAME}:${process.env.DB_PASSWORD}@localhost:${process.env.DB_PORT}/postgres`
