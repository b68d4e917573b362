# The Medusa application: as server, as worker and, once per release, as the one that migrates.
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
# Volumes mounted here take over this owner.
RUN mkdir -p /atrium/keys static private-files && chown node:node /atrium/keys static private-files
USER node
EXPOSE 9000
# Shutting down lets running requests and work items end.
STOPSIGNAL SIGTERM
# Servers and workers alike say whether they can do their work.
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s \
  CMD ["node", "-e", "fetch(`http://localhost:${process.env.PORT}/ready`).then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "/atrium/node_modules/@medusajs/cli/cli.js", "start"]
