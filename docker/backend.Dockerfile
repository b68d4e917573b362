# The Medusa application, used for servers, workers and the migration.
FROM node:20.20-bookworm-slim AS build
WORKDIR /atrium
ENV MEDUSA_DISABLE_TELEMETRY=true TURBO_TELEMETRY_DISABLED=1
COPY . .
RUN npm ci --no-audit --no-fund
RUN npx turbo run build --filter=@atrium/backend
RUN npm prune --omit=dev --no-audit --no-fund && rm -rf node_modules/.cache .turbo storefront

FROM node:20.20-bookworm-slim
WORKDIR /atrium/backend/.medusa/server
ENV NODE_ENV=production MEDUSA_DISABLE_TELEMETRY=true PORT=9000
COPY --from=build --chown=node:node /atrium /atrium
# Volumes mounted here inherit this owner.
RUN mkdir -p /atrium/keys static private-files && chown node:node /atrium/keys static private-files
USER node
EXPOSE 9000
# Running requests and work items finish before the process exits.
STOPSIGNAL SIGTERM
# Works for servers and workers.
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s \
  CMD ["node", "-e", "fetch(`http://localhost:${process.env.PORT}/ready`).then((response) => process.exit(response.ok ? 0 : 1), () => process.exit(1))"]
# Not `medusa start`, which loads ts-node: 90 MB that a build has no use for.
CMD ["node", "/atrium/node_modules/@medusajs/cli/dist/index.js", "start"]
