# The storefront. One build works for any shop: URLs and keys are read from the environment.
FROM node:20.20-bookworm-slim AS build
WORKDIR /atrium
ENV NEXT_TELEMETRY_DISABLED=1 TURBO_TELEMETRY_DISABLED=1
COPY . .
RUN npm ci --no-audit --no-fund
RUN npx turbo run build --filter=@atrium/storefront
RUN rm -rf node_modules/.cache .turbo backend storefront/.next/cache

FROM node:20.20-bookworm-slim
WORKDIR /atrium/storefront
ENV NODE_ENV=production NEXT_TELEMETRY_DISABLED=1 PORT=8000
COPY --from=build --chown=node:node /atrium /atrium
# A volume mounted here inherits this owner.
RUN mkdir -p /atrium/keys && chown node:node /atrium/keys
USER node
EXPOSE 8000
HEALTHCHECK --interval=10s --timeout=5s --start-period=30s \
  CMD ["node", "-e", "fetch(`http://localhost:${process.env.PORT}/`).then((response) => process.exit(response.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "/atrium/docker/start-storefront.mjs"]
